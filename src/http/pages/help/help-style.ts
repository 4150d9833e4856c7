// What the help pages add to the common style.
import { BASE_STYLE } from "../page-style.ts";

export const HELP_STYLE = `${BASE_STYLE}
main { max-width: 62rem; margin: 0 auto; padding: 1.6rem clamp(1rem, 4vw, 2rem) 5rem; }
h1 { font-size: clamp(1.1rem, 4.6vw, 1.5rem); }
td code { white-space: nowrap; }
`;
