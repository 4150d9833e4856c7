// Every call of /v1. A new one is declared in its folder and gets a line here; everything else follows from it.
import type { AnyCall } from "./call/declaration.ts";
import { putClient, readClient } from "./clients/client-link.ts";
import { readStatement } from "./clients/read-statement.ts";
import { patchCredit, readCredit } from "./contacts/credit.ts";
import { decideCredit } from "./contacts/decide-credit.ts";
import { putContact } from "./contacts/put-contact.ts";
import { listContacts, readContact } from "./contacts/read-contacts.ts";
import { eventFeed } from "./events/feed.ts";
import { contactHistory, referenceHistory } from "./events/histories.ts";
import { patchTerms, replaceTerms } from "./plans/change-terms.ts";
import { createPlan } from "./plans/create-plan.ts";
import { explainCall } from "./plans/explain-instalment.ts";
import { listPlans } from "./plans/list-plans.ts";
import { planHistory } from "./plans/plan-history.ts";
import { readPlan } from "./plans/read-plan.ts";
import { recordPayment } from "./plans/record-payment.ts";
import { reversePayment } from "./plans/reverse-payment.ts";
import { patchInstalment, setInstalment } from "./plans/set-instalment.ts";
import { verifyHistory } from "./plans/verify-history.ts";
import { deactivateReference } from "./references/deactivate-reference.ts";
import { listReferences, readReference } from "./references/read-references.ts";
import { savePaymentReference } from "./references/save-reference.ts";
import { unmaskReference } from "./references/unmask-reference.ts";
import { commitRehearsal } from "./rehearsals/commit.ts";
import { rehearse } from "./rehearsals/rehearse.ts";
import { solveSchedules } from "./schedules/schedules.ts";
import { searchAll } from "./search/search.ts";
import { readSettings } from "./settings/read-settings.ts";
import { readUsage } from "./usage/usage.ts";
import { readWorklist } from "./worklist/read-worklist.ts";

/** In the order of the document. */
export const V1_CALLS = [
  createPlan,
  listPlans,
  readPlan,
  replaceTerms,
  patchTerms,
  recordPayment,
  reversePayment,
  setInstalment,
  patchInstalment,
  explainCall,
  planHistory,
  verifyHistory,
  rehearse,
  commitRehearsal,
  solveSchedules,
  putContact,
  readContact,
  listContacts,
  readCredit,
  patchCredit,
  decideCredit,
  putClient,
  readClient,
  readStatement,
  savePaymentReference,
  readReference,
  listReferences,
  deactivateReference,
  unmaskReference,
  readWorklist,
  searchAll,
  contactHistory,
  referenceHistory,
  eventFeed,
  readSettings,
  readUsage,
] as const satisfies readonly AnyCall[];

/** Any of them. */
export type V1Call = (typeof V1_CALLS)[number];
