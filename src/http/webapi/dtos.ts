// The DTOs of the two Web API contracts, one table each: member names in declaration order.

import { clockSummary } from "./values/date-text.ts";
import {
  bool,
  computed,
  type DtoOf,
  dateTime,
  decimal,
  defineShape,
  enumeration,
  int32,
  nested,
  nullableDateTime,
  nullableDecimal,
  nullableInt32,
  text,
  typedObject,
} from "./values/shape.ts";

const referenceMembers = [
  nullableInt32("ContactPaymentReferencesID"),
  nullableInt32("AccountID"),
  nullableInt32("ContactID"),
  text("CRNNumber"),
  nullableInt32("BenefitGroupID"),
  nullableInt32("StatusID"),
  nullableInt32("CreateID"),
  nullableInt32("CreateSessionID"),
  nullableDateTime("CreateTS"),
  nullableInt32("ModifyID"),
  nullableInt32("ModifySessionID"),
  nullableDateTime("ModifyTS"),
  nullableInt32("InactiveID"),
  nullableInt32("InactiveSessionID"),
  nullableDateTime("InactiveTS"),
] as const;

const REFERENCE_NAMESPACE = "Debtrak.BusinessObjects.Models.ContactPaymentReference";

export const contactPaymentReferenceModel = defineShape(
  "ContactPaymentReferenceModel",
  REFERENCE_NAMESPACE,
  referenceMembers,
);

/** What `Prefer: return=representation` puts into ActionResultVM.Response: the stored row and what the save did. */
export const storedPaymentReference = defineShape("StoredPaymentReference", REFERENCE_NAMESPACE, [
  ...referenceMembers,
  text("Outcome"),
]);

export const actionResultVm = defineShape("ActionResultVM", "Debtrak.BusinessObjects.ViewModels", [
  typedObject("Response", storedPaymentReference),
]);

export const auditDataDto = defineShape("AuditDataDTO", "ProcuraGroup.Models", [
  dateTime("DateUtc"),
  text("UserName"),
  computed("Summary", ({ UserName, DateUtc }) => `${UserName ?? ""} on ${clockSummary(String(DateUtc))}`),
]);

export const paymentPlanDto = defineShape("PaymentPlanDTO", "ProcuraGroup.Billings.Models", [
  int32("PaymentPlanID"),
  int32("ClientID"),
  int32("BUID"),
  dateTime("StartDate"),
  decimal("PaymentAmount"),
  int32("Installments"),
  enumeration("Recurrence", "Recurrence"),
  enumeration("PaymentMethod", "PaymentMethod"),
  enumeration("RecordState", "RecordState"),
  nested("Created", auditDataDto),
  nested("LastUpdated", auditDataDto),
]);

export const paymentInstallmentDto = defineShape("PaymentInstallmentDTO", "ProcuraGroup.Billings.Models", [
  int32("PaymentInstallmentID"),
  int32("PaymentPlanID"),
  int32("ClientID"),
  dateTime("InstallmentDate"),
  decimal("Amount"),
  nullableDecimal("OverrideAmount"),
  bool("Paid"),
  bool("InPaymentBatch"),
  enumeration("RecordState", "RecordState"),
  nested("Created", auditDataDto),
  nested("LastUpdated", auditDataDto),
]);

export type ContactPaymentReferenceModel = DtoOf<typeof contactPaymentReferenceModel>;
export type StoredPaymentReference = DtoOf<typeof storedPaymentReference>;

export type AuditDataDto = DtoOf<typeof auditDataDto>;
export type PaymentPlanDto = DtoOf<typeof paymentPlanDto>;
export type PaymentInstallmentDto = DtoOf<typeof paymentInstallmentDto>;
