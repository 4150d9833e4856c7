// A plan as a change would leave it, where nothing was written: what a preview shows, on the server and anywhere else.
import type { Stamp } from "../../values/stamp.ts";
import type { Plan } from "../plan.ts";
import type { PlanChange } from "../plan-change.ts";

/** The id of a plan that was only previewed. */
export const UNSAVED_ID = 0;

/** The plan that `createPlan` made, unsaved: `stamp` says who asked for it and when. */
export const previewOfCreation = ({ after }: PlanChange, stamp: Stamp): Plan => ({
  ...after,
  created: stamp,
  lastUpdated: stamp,
  id: UNSAVED_ID,
  version: 1,
  eventHash: "",
});

/** The plan after the change, still at the version and with the stamps that it has (law I17). */
export const previewOfChange = (plan: Plan, { after }: PlanChange): Plan => ({
  ...plan,
  ...after,
  version: plan.version,
});
