// The one place that knows both a payment reference of the core and its row.
import type { InferSelectModel } from "drizzle-orm";
import type { NormalisedCrn } from "../../../domain/references/crn.ts";
import type { PaymentReference } from "../../../domain/references/payment-reference.ts";
import type { Row } from "../connection/database.ts";
import { paymentReferences } from "../schema/schema.ts";
import { rowReader } from "../schema/statement.ts";

const readRow = rowReader(paymentReferences);

export function toReference(row: Row): PaymentReference {
  const model: InferSelectModel<typeof paymentReferences> = readRow(row);
  return {
    id: model.id,
    accountId: model.accountId,
    contactId: model.contactId,
    crn: model.crn,
    normalisedCrn: model.crnNormalised as NormalisedCrn,
    benefitGroupId: model.benefitGroupId,
    statusId: model.statusId,
    createId: model.createId,
    createSessionId: model.createSessionId,
    created: { at: model.createdAt, by: model.createdBy },
    inactivated:
      model.inactivatedAt === null ? null : { at: model.inactivatedAt, by: model.inactivatedBy ?? "" },
    version: model.version,
  };
}
