// What the declarations of the payment reference calls share.
import type { Repeat } from "../../call/declared.ts";

export const REFERENCES = "Payment references";
export const REFERENCE_1 = { path: { id: 1 } } as const;

export const REGISTERED_ONCE: Repeat = {
  tag: "acts once",
  because: "a reference is registered once, however often it is sent.",
};
