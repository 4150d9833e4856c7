// Every answer of /v1 as a schema, by name. Calls name their answers; only what documents and tests them loads this,
// so that the Worker, which writes answers and never reads them, does not carry it.
import { once } from "../request/once.ts";
import { clientShapes } from "./clients/client-shapes.ts";
import { contactShapes } from "./contacts/contact-shapes.ts";
import { eventShapes } from "./events/event-shapes.ts";
import { planShapes } from "./plans/plan-shapes.ts";
import { referenceShapes } from "./references/reference-shapes.ts";
import { rehearsalShapes } from "./rehearsals/rehearsal-shapes.ts";
import { scheduleShapes } from "./schedules/schedule-shapes.ts";
import { searchShapes } from "./search/search-shapes.ts";
import { settingsShapes } from "./settings/settings-shapes.ts";
import { usageShapes } from "./usage/usage-shapes.ts";
import { worklistShapes } from "./worklist/worklist-shapes.ts";

export const answerSchemas = once(() => ({
  ...planShapes(),
  ...rehearsalShapes(),
  ...scheduleShapes(),
  ...contactShapes(),
  ...referenceShapes(),
  ...eventShapes(),
  ...settingsShapes(),
  ...usageShapes(),
  ...worklistShapes(),
  ...clientShapes(),
  ...searchShapes(),
}));

export type AnswerSchemas = ReturnType<typeof answerSchemas>;
export type AnswerName = keyof AnswerSchemas;
