// The DTOs of the payment plans contract, one table each: member names in declaration order.
import { clockSummary } from "../../webapi/values/date-text.ts";
import { defineShape } from "../../webapi/values/define-shape.ts";
import {
  bool,
  computed,
  type DtoOf,
  dateTime,
  decimal,
  enumeration,
  int32,
  nested,
  nullableDecimal,
  text,
} from "../../webapi/values/shape.ts";

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

export type AuditDataDto = DtoOf<typeof auditDataDto>;
export type PaymentPlanDto = DtoOf<typeof paymentPlanDto>;
export type PaymentInstallmentDto = DtoOf<typeof paymentInstallmentDto>;
