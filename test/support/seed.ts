// One seed by default, so that no run fails by chance; SEED=random, or a number, looks elsewhere.

const wanted = process.env.SEED ?? "20250131";

/** The number that everything random in a test starts from; what fails names it. */
export const SEED: number = wanted === "random" ? Date.now() % 1_000_000_000 : Number(wanted);
