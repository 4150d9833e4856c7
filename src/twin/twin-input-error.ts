// How the twin's controls refuse: with the member that is wrong and why.

/** Something that a control of the twin does not take. `member` says which, as "faults[0].kind". */
export class TwinInputError extends Error {
  readonly code = "TWIN_INPUT_INVALID";
  readonly member: string;
  readonly reason: string;
  constructor(member: string, reason: string) {
    super(`${member}: ${reason}`);
    this.name = "TwinInputError";
    this.member = member;
    this.reason = reason;
  }
}
