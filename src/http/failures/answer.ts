// What every dialect says of a failure, before it takes a dialect's form.

/** The field of a plan command that is wrong; dialects translate it to their own name. */
export type CommandMember = "clientId" | "businessUnitId" | "start" | "amount" | "count" | "recurrence";

export type Answer = {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly member?: CommandMember;
  /** The field of a /v1 body that is wrong, where no other dialect has one like it. */
  readonly pointer?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A row for every tag of `F`: a new tag does not compile until it has one. */
export type AnswerTable<F extends { readonly tag: string }> = {
  readonly [T in F["tag"]]: (failure: Extract<F, { tag: T }>) => Answer;
};

export const invalid = (member: CommandMember, detail: string): Answer => ({
  status: 422,
  title: "A field is not valid",
  detail,
  member,
});

export const conflict = (title: string, detail: string): Answer => ({ status: 409, title, detail });
