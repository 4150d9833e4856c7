// The key of a twin that was given none.

/** Lets everything in, under the name "twin". Everybody knows it; no deployment takes it. */
export const TWIN_KEY = "rek_twin_only";
