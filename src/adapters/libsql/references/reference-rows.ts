// The one place that knows both a payment reference of the core and its row.
import type { NormalisedCrn } from "../../../domain/references/crn.ts";
import type { PaymentReference } from "../../../domain/references/payment-reference.ts";
import type { Row } from "../connection/database.ts";
import type { ReferenceModel } from "../schema/models.ts";
import { rowReader } from "../schema/table.ts";
import { paymentReferences } from "../schema/tables.ts";

const readRow = rowReader<ReferenceModel>(paymentReferences);

export function toReference(row: Row): PaymentReference {
  const model = readRow(row);
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
