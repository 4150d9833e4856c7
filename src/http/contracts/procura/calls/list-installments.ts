// GET /Billings/PaymentInstallments: the instalments of named plans or of a client, filtered, page by page.

import { instalmentsAcross } from "../../../../domain/plans/bulk/instalments-across.ts";
import type { ListedInstalment } from "../../../../domain/plans/bulk/plan-lists-port.ts";
import { effectiveAmount } from "../../../../domain/plans/plan.ts";
import { MAX_ID } from "../../../../domain/values/ids.ts";
import { formatMinor } from "../../../../domain/values/money.ts";
import { A_TRIP, paceOf } from "../../../request/pace.ts";
import { queryPairs } from "../../../request/query/query-pairs.ts";
import { webApiInvalid, webApiList } from "../../../webapi/action-result.ts";
import { contractCall } from "../../web-api/contract-call.ts";
import type { ContractParameter } from "../../web-api/contract-parameter.ts";
import { queryParameters } from "../../web-api/query/query-parameters.ts";
import { type PaymentInstallmentDto, paymentInstallmentDto } from "../dtos.ts";
import { audit } from "../payment-plan-dto.ts";

const MAX_PLANS = 1_000;
const MAX_PAGE = 1_000_000;
const DEFAULT_PAGE_SIZE = 100;
const MAX_PAGE_SIZE = 1_000;

const query = (
  name: string,
  type: string,
  description: string,
  rest: Partial<ContractParameter> = {},
): ContractParameter => ({ name, in: "query", type, description, ...rest });

const YES_OR_NO = { words: ["true", "false"] };

/** The contract page only names the call: parameters and headers are ours. */
const PARAMETERS: readonly ContractParameter[] = [
  query("PaymentPlanIDs", "string", `Up to ${MAX_PLANS} plan ids with commas between.`, { example: "1" }),
  query("ClientID", "integer", "Whose instalments; it or PaymentPlanIDs must be given."),
  query("FromDate", "date", "Due on or after this day."),
  query("ToDate", "date", "Due on or before this day."),
  query("Paid", "boolean", "Whether the instalment holds what it asks for.", YES_OR_NO),
  query("InPaymentBatch", "boolean", "Whether it is in a payment batch.", YES_OR_NO),
  query("Page", "integer", "From 1, the default.", { example: "1" }),
  query("PageSize", "integer", `1 to ${MAX_PAGE_SIZE}; ${DEFAULT_PAGE_SIZE} when left out.`),
];

const UNSELECTED =
  "Give PaymentPlanIDs, ClientID or both: the instalments of all plans are no list to page through.";

/** `X-Total-Count` is how many there are in all; `Link` has rel="next" while there are more. */
export const listInstallments = contractCall({
  id: "GetPaymentInstallments",
  method: "GET",
  path: "/Billings/PaymentInstallments",
  summary: "The instalments of named plans or of a client",
  description: 'Filtered, page by page. Link has rel="next" while there are more.',
  published: false,
  scope: "plans:read",
  parameters: PARAMETERS,
  answer: { status: 200, shape: paymentInstallmentDto, list: true, headers: ["X-Total-Count", "Link"] },
  failures: [],
  handle: async ({ context }) => {
    const { url } = context.req.raw;
    const asked = queryParameters(url);
    const planIds = asked.ids("PaymentPlanIDs", MAX_PLANS);
    const clientId = asked.integer("ClientID", 1, MAX_ID);
    const rest = {
      from: asked.date("FromDate"),
      to: asked.date("ToDate"),
      paid: asked.boolean("Paid"),
      inBatch: asked.boolean("InPaymentBatch"),
    };
    const page = asked.integer("Page", 1, MAX_PAGE) ?? 1;
    const limit = asked.integer("PageSize", 1, MAX_PAGE_SIZE) ?? DEFAULT_PAGE_SIZE;
    const wrong = asked.wrong();
    if (wrong !== null) return webApiInvalid(wrong);
    const whose = planIds === null ? clientId !== null && { planIds, clientId } : { planIds, clientId };
    if (whose === false) return webApiInvalid({ PaymentPlanIDs: [UNSELECTED] });
    const part = { offset: (page - 1) * limit, limit };
    const pace = paceOf(context.req.raw.signal);
    const { plans } = context.get("stores");
    const filter = { ...whose, ...rest };
    const { items, total } = await instalmentsAcross(plans, filter, part, () => pace(A_TRIP));
    return webApiList(200, paymentInstallmentDto, items.map(toDto), {
      "X-Total-Count": String(total),
      ...(part.offset + items.length < total && items.length > 0 ? { Link: nextLink(url, page + 1) } : {}),
    });
  },
});

/** What a link to the next page keeps of the query, in lower case: nothing that the call does not read. */
const LINKED: ReadonlySet<string> = new Set(
  PARAMETERS.filter(({ name }) => name !== "Page").map(({ name }) => name.toLowerCase()),
);

/** The same call with the next page, as a path. */
function nextLink(url: string, page: number): string {
  const next = new URLSearchParams();
  for (const [name, value] of queryPairs(url)) {
    if (LINKED.has(name.toLowerCase())) next.append(name, value);
  }
  next.set("Page", String(page));
  return `</Billings/PaymentInstallments?${next}>; rel="next"`;
}

/** Paid: what the row received covers what it asks for (override, else amount), so a waived row is paid. */
function toDto(row: ListedInstalment): PaymentInstallmentDto {
  return {
    PaymentInstallmentID: row.id,
    PaymentPlanID: row.planId,
    ClientID: row.clientId,
    InstallmentDate: `${row.due}T00:00:00`,
    Amount: formatMinor(row.amount, row.currency),
    OverrideAmount: row.override === null ? null : formatMinor(row.override, row.currency),
    Paid: row.received === effectiveAmount(row),
    InPaymentBatch: row.inBatch,
    RecordState: row.state,
    Created: audit(row.created),
    LastUpdated: audit(row.lastUpdated),
  };
}
