// The rows of the tables as types, by the schema's names. Types alone: what reads rows loads no schema.
import type { InferSelectModel } from "drizzle-orm";
import type { contacts, paymentReferences, payments, plans } from "./schema.ts";

export type ContactModel = InferSelectModel<typeof contacts>;
export type PaymentModel = InferSelectModel<typeof payments>;
export type PlanModel = InferSelectModel<typeof plans>;
export type ReferenceModel = InferSelectModel<typeof paymentReferences>;
