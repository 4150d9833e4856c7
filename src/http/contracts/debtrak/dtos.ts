// The DTOs of the payment references contract, one table each: member names in declaration order.
import { defineShape } from "../../webapi/values/define-shape.ts";
import { type DtoOf, nullableDateTime, nullableInt32, text, typedObject } from "../../webapi/values/shape.ts";

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

export type StoredPaymentReference = DtoOf<typeof storedPaymentReference>;
