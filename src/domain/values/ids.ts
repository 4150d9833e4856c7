// The numbers by which contacts, accounts, plans and references are known.

/** The largest 32-bit integer, which is what the contracts' whole numbers are. */
export const MAX_INT32 = 2_147_483_647;

/** The largest id: as 32-bit integers ids travel in the contracts. */
export const MAX_ID = MAX_INT32;

/** Whether a number can be an id: a whole one from 1 to `MAX_ID`. */
export const isId = (id: number): boolean => Number.isInteger(id) && id >= 1 && id <= MAX_ID;
