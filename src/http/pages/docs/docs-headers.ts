// The headers of the reference page's files. The page runs its own script and style alone, sends to this service alone,
// and no text can become markup in it: it has no Trusted Types policy.

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** Of the page: it may be kept for a while. */
export const DOCS_PAGE_HEADERS = {
  "Cache-Control": "public, max-age=300",
  "Content-Security-Policy": POLICY,
} as const;

/** Of its script and its style, whose names change with what is in them. */
export const DOCS_ASSET_HEADERS = { "Cache-Control": "public, max-age=31536000, immutable" } as const;
