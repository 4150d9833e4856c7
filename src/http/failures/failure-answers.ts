// The one table from failure to answer: status, title and a sentence, for every dialect and every tag.
import type { Answer, AnswerTable } from "./answer.ts";
import { CUSTOMER_ANSWERS } from "./contact-answers.ts";
import { EDGE_ANSWERS } from "./edge-answers.ts";
import type { Failure } from "./failure.ts";
import { PLAN_ANSWERS } from "./plan-answers.ts";
import { REHEARSAL_ANSWERS } from "./rehearsal-answers.ts";

const ANSWERS: AnswerTable<Failure> = {
  ...EDGE_ANSWERS,
  ...PLAN_ANSWERS,
  ...CUSTOMER_ANSWERS,
  ...REHEARSAL_ANSWERS,
};

/** What every dialect says of a failure; the stable code is the tag. */
export function answerOf(failure: Failure): Answer {
  const answer = ANSWERS[failure.tag] as (failure: Failure) => Answer;
  return answer(failure);
}
