// GET /Billings/PaymentInstallments: the instalments of named plans or of a client, filtered, page by page.

import { instalmentsAcross } from "../../../domain/plans/instalments-across.ts";
import { effectiveAmount } from "../../../domain/plans/plan.ts";
import type { ListedInstalment } from "../../../domain/plans/plan-lists-port.ts";
import { MAX_ID } from "../../../domain/values/ids.ts";
import { formatMinor } from "../../../domain/values/money.ts";
import type { AppEnv } from "../../request/context.ts";
import { A_TRIP, paceOf } from "../../request/pace.ts";
import { queryPairs } from "../../request/query/query-pairs.ts";
import { webApiInvalid, webApiList } from "../../webapi/action-result.ts";
import { type PaymentInstallmentDto, paymentInstallmentDto } from "../../webapi/dtos.ts";
import { type WebApiAction, webApiAction } from "../../webapi/mount.ts";
import { queryParameters } from "../query-parameters.ts";
import { secured } from "../secured.ts";
import { audit } from "./payment-plan-dto.ts";

const MAX_PLANS = 1_000;
const MAX_PAGE = 1_000_000;
const DEFAULT_PAGE_SIZE = 100;
const MAX_PAGE_SIZE = 1_000;

const UNSELECTED =
  "Give PaymentPlanIDs, ClientID or both: the instalments of all plans are no list to page through.";

/**
 * The contract page only names the call; parameters and headers are ours (documented in README.md). `X-Total-Count` is
 * how many there are in all; `Link` has rel="next" while there are more.
 */
export const paymentInstallmentAction: WebApiAction<AppEnv> = secured(
  "plans:read",
  webApiAction({
    methods: ["GET"],
    path: "/billings/PaymentInstallments",
    handle: async (context) => {
      const { url } = context.req.raw;
      const query = queryParameters(url);
      const planIds = query.ids("PaymentPlanIDs", MAX_PLANS);
      const clientId = query.integer("ClientID", 1, MAX_ID);
      const rest = {
        from: query.date("FromDate"),
        to: query.date("ToDate"),
        paid: query.boolean("Paid"),
        inBatch: query.boolean("InPaymentBatch"),
      };
      const page = query.integer("Page", 1, MAX_PAGE) ?? 1;
      const limit = query.integer("PageSize", 1, MAX_PAGE_SIZE) ?? DEFAULT_PAGE_SIZE;
      const wrong = query.wrong();
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
  }),
);

/** What the call reads of its query, in lower case: nothing else gets into a link. */
const PARAMETERS: ReadonlySet<string> = new Set([
  "paymentplanids",
  "clientid",
  "fromdate",
  "todate",
  "paid",
  "inpaymentbatch",
  "pagesize",
]);

/** The same call with the next page, as a path. */
function nextLink(url: string, page: number): string {
  const asked = queryPairs(url).filter(([name]) => PARAMETERS.has(name.toLowerCase()));
  const next = new URLSearchParams();
  for (const [name, value] of asked) next.append(name, value);
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
