// What the reference page adds to the common style: a list beside a call, forms, answers.
import { BASE_STYLE } from "../page-style.ts";

export const DOCS_STYLE = `${BASE_STYLE}
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--bg); padding: .5rem; z-index: 3; }
.layout { display: grid; grid-template-columns: 21rem minmax(0, 1fr); min-height: 100vh; }
nav { border-right: 1px solid var(--line); background: var(--panel); padding: 1.2rem 1rem; position: sticky; top: 0; height: 100vh; overflow-y: auto; }
nav .title { font-weight: 700; font-size: 1.1rem; color: inherit; text-decoration: none; }
nav ul { list-style: none; margin: .2rem 0 1rem; padding: 0; }
nav li a { display: flex; gap: .5rem; align-items: baseline; padding: .3rem .5rem; border-radius: 6px; color: inherit; text-decoration: none; font-size: .9rem; line-height: 1.35; }
nav li span { overflow-wrap: anywhere; }
nav li .method { flex: none; }
#heading:focus { outline: none; }
nav li a:hover { background: var(--code); }
nav li a[aria-current] { background: var(--code); font-weight: 600; box-shadow: inset 3px 0 0 var(--link); }
nav h2 { font-size: .78rem; text-transform: none; color: var(--soft); margin: 1rem 0 .2rem; padding: 0 .5rem; }
nav .method { min-width: 2.9rem; font-size: .66rem; }
.menu { display: none; }
main { padding: 2rem clamp(1rem, 4vw, 3rem) 5rem; min-width: 0; max-width: 68rem; }
label { display: block; overflow-wrap: anywhere; font-size: .85rem; font-weight: 600; margin-bottom: .2rem; }
input, select, textarea, button { font: inherit; color: inherit; }
input, select, textarea { width: 100%; background: var(--bg); border: 1px solid #8a93a3; border-radius: 6px; padding: .45rem .6rem; min-height: 2.6rem; }
.start code { display: block; background: none; padding: 0; color: var(--soft); }
.start li { margin: .5rem 0; }
textarea { font-family: var(--mono); font-size: .85rem; line-height: 1.5; min-height: 12rem; resize: vertical; white-space: pre; overflow: auto; }
button { background: var(--link); color: var(--bg); border: 0; border-radius: 6px; padding: .5rem 1.1rem; font-weight: 600; cursor: pointer; }
button.plain { background: none; color: var(--link); border: 1px solid var(--line); padding: .3rem .7rem; font-size: .85rem; }
button[disabled] { opacity: .55; cursor: default; }
.call { display: flex; flex-wrap: wrap; gap: .2rem .7rem; align-items: baseline; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: .6rem .9rem; margin: .8rem 0; }
.call .path { font-family: var(--mono); font-size: .9rem; overflow-wrap: anywhere; }
.facts { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; font-size: .875rem; color: var(--soft); }
.try { border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.1rem 1.2rem; margin: 1.2rem 0; background: var(--panel); }
.try h2 { margin-top: 0; }
.fields { display: grid; align-items: end; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: .8rem 1rem; margin: .6rem 0 1rem; }
.hint { font-size: .8rem; color: var(--soft); margin: .15rem 0 0; }
.row { display: flex; flex-wrap: wrap; gap: .7rem; align-items: center; margin: .8rem 0; }
.status { font-weight: 700; font-family: var(--mono); }
.ok { color: var(--good); } .failed { color: var(--bad); }
details { border: 1px solid var(--line); border-radius: 8px; margin: .4rem 0; background: var(--bg); }
summary { cursor: pointer; padding: .5rem .8rem; font-size: .925rem; }
details > div { padding: 0 .8rem .6rem; }
.schema { list-style: none; margin: 0; padding: 0 0 0 .9rem; border-left: 2px solid var(--line); }
.schema > li { padding: .25rem 0; font-size: .9rem; }
.schema details { border: 0; margin: 0; background: none; }
.schema summary { padding: 0; font-size: .85rem; color: var(--link); }
.name { font-family: var(--mono); font-weight: 600; font-size: .85rem; }
.type { font-family: var(--mono); font-size: .8rem; color: var(--soft); }
.must { color: var(--bad); font-size: .75rem; }
@media (max-width: 56rem) {
  .layout { display: block; }
  .menu { display: block; width: 100%; margin-top: .6rem; }
  nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); padding: .8rem 1rem; }
  nav.closed .list { display: none; }
  nav .list { max-height: 60vh; overflow-y: auto; }
  main { padding-top: 1.2rem; }
}
`;
