// The three contract calls as load: every request differs from the one before it, so that each does its whole work.

const REFERENCE_PATH = "/api/ContactPaymentReferenceDebtor/SaveContactPaymentReferenceIfNotExists";
const PLAN_PATH = "/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate";

/** Request `n` of a call, counted from 0, over `size` contacts and plans that are there. */
export const CALLS = {
  /** A CRN that nobody has. */
  reference: (n, size) => ({
    method: "POST",
    path: REFERENCE_PATH,
    body: JSON.stringify({
      AccountID: 1,
      ContactID: 1 + (n % size),
      CRNNumber: `NEW ${n}`,
      BenefitGroupID: 1,
      StatusID: 1,
      CreateID: 7,
      CreateSessionID: 9,
    }),
  }),
  /** Another amount than the plan has, so that its 52 rows change. */
  plan: (n, size) => ({
    method: "POST",
    path: PLAN_PATH,
    body: JSON.stringify({
      paymentPlanID: 1 + (n % size),
      clientID: 0,
      buid: 0,
      startDate: "2025-01-06T00:00:00",
      paymentAmount: 200 + (Math.floor(n / size) % 5_000),
      installments: 52,
      recurrence: 1,
      paymentMethod: 10,
      recordState: 1,
    }),
  }),
  /** Two facts of a contact. */
  extra: (n, size) => ({
    method: "GET",
    path: `/v01/services.ashx?Action=ContactExtraSave&ContactId=${1 + (n % size)}&ContactExtraDelay2Pay=${n % 1_000}&ContactExtraFlaggedReason=run+${n}`,
  }),
};

export const HEADERS = { key: "rek_measured_on_loopback", "content-type": "application/json" };
