// Errors that only say that reading broke off, made once and thrown often.

/**
 * An error without a stack. For one that is made when the Worker starts: to take a stack there has V8 read the whole
 * script a second time, which was a seventh of the start.
 */
export const stacklessError = (message: string): Error =>
  Object.create(Error.prototype, { message: { value: message } });
