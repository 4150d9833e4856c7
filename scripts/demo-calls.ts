// What a person sees when the service is up: where it is, the key, and three calls to paste.

/** Text for the terminal. The calls are the contract pages' samples against the demo data. */
export function demoCalls(url: string, key: string, secondKey?: string): string {
  const plan = JSON.stringify({
    paymentPlanID: 1,
    clientID: 2,
    buid: 3,
    startDate: "2024-12-04T08:13:04.2616174+00:00",
    paymentAmount: "AMOUNT",
    installments: 6,
    recurrence: 1,
    paymentMethod: 10,
    recordState: 1,
  }).replace('"AMOUNT"', "5.0");
  const reference = JSON.stringify({ AccountID: 1, ContactID: 1, CRNNumber: "123 456 789A" });
  const extra = "action=ContactExtraSave&ContactId=38759340&ContactExtraDelay2Pay=14";
  return `
  receivables-edge   ${url}
  development key    ${key}${secondKey === undefined ? "" : `\n  a second tenant's  ${secondKey} (nothing in it yet)`}
  where to begin     ${url}/
  reference          ${url}/docs
  help pages         ${url}/help

Register a payment reference (send it twice: the header Reference-Outcome tells created from existing):

  curl -i '${url}/api/ContactPaymentReferenceDebtor/SaveContactPaymentReferenceIfNotExists' -H 'key: ${key}' -H 'Content-Type: application/json' -d '${reference}'

Change payment plan 1 and recalculate its instalments:

  curl -i '${url}/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate' -H 'key: ${key}' -H 'Content-Type: application/json' -d '${plan}'

Update a contact's credit-control facts:

  curl -i '${url}/v01/services.ashx?${extra}' -H 'key: ${key}'

See the plan with its instalments:

  curl '${url}/v1/payment-plans/1' -H 'key: ${key}'

Ctrl-C stops the service and the database.
`;
}
