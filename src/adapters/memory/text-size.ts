// How large a thing is, for pages in memory: about the bytes of its text.

/** The bytes of its JSON, roughly: characters beyond ASCII count as one. */
export const textSize = (value: object): number =>
  JSON.stringify(value, (_, member: unknown) => (typeof member === "bigint" ? Number(member) : member))
    .length;
