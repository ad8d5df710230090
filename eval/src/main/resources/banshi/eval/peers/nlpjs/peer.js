/*
 * NLP.js as a peer (对照系统进程): one JSON value a line in, one out; ends when its input does.
 *
 *   {"taught": [{"text", "label", "aspect"}, …], "apart": true|false, "seconds": N}   →  {"learned": "what came of it"}
 *   {"ask": "…"}                                           →  {"label", "aspect", "nanos"}; a label that is null where there is none
 *
 * What has no aspect is about a topic: it is learned as a label of its own and passed over in the answer, as asked is the best
 * pair. A network that has not stopped by itself after so many seconds of processor time is stopped and used as it is. The
 * nanoseconds are those of the classification alone, without this pipe.
 */
'use strict';

const readline = require('node:readline');
const { Nlp, containerBootstrap } = require('@nlpjs/basic');
const { LangZh } = require('@nlpjs/lang-zh');

console.log = console.error; // the library tells how it learns; standard output is for answers alone

const BETWEEN = '\t';

/** Seconds of processor time, so that a busy neighbour does not shorten the learning. */
function spent() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** NLP.js as it comes, but told to stop in time. */
function classifier(watch) {
  const container = containerBootstrap();
  container.use(LangZh);
  container.registerConfiguration('nlu-??', { log: watch, ...DEFAULTS }, false);
  return new Nlp({ container, languages: ['zh'], autoSave: false, autoLoad: false });
}

/** What @nlpjs/nlu registers for itself; named here because registering one setting replaces them all. */
const DEFAULTS = {
  keepStopwords: true,
  nonefeatureValue: 1,
  nonedeltaMultiplier: 1.2,
  spellCheck: false,
  spellCheckDistance: 1,
  filterZeros: true,
};

/** The label that was taught most often: what is named where nothing at all is recognised, as something must be. */
function usual(labels, allowed) {
  const times = new Map();
  for (const label of labels) if (allowed.has(label)) times.set(label, (times.get(label) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** What learns and names the best of its labels that is allowed. */
async function learn(texts, labels, allowed, seconds) {
  const began = spent();
  const otherwise = usual(labels, allowed);
  let epochs = 0;
  let stopped = false;
  const nlp = classifier((status) => {
    epochs = status.iterations;
    if (spent() > began + seconds) {
      stopped = true;
      status.iterations = Infinity; // the only way to end its loop
    }
  });
  texts.forEach((text, i) => nlp.addDocument('zh', text, labels[i]));
  await nlp.train();
  return {
    told: `${new Set(labels).size} labels in ${epochs} epochs${stopped ? ', then stopped by us' : ''}`,
    best: async (text) => {
      const { classifications } = await nlp.nluManager.process('zh', text);
      return classifications.find(({ intent, score }) => score > 0 && allowed.has(intent))?.intent ?? otherwise;
    },
  };
}

const topic = ({ label }) => `topic${BETWEEN}${label}`;

/** One classifier whose labels are pairs of matter and aspect. */
async function joint(taught, seconds) {
  const label = (one) => (one.aspect ? one.label + BETWEEN + one.aspect : topic(one));
  const pairs = new Set(taught.filter(({ aspect }) => aspect).map(label));
  const { told, best } = await learn(taught.map(({ text }) => text), taught.map(label), pairs, seconds);
  return {
    told,
    ask: async (text) => {
      const [matter, aspect] = (await best(text))?.split(BETWEEN) ?? [];
      return { label: matter, aspect };
    },
  };
}

/** Two classifiers, one of matters and topics, one of aspects. */
async function apart(taught, seconds) {
  const asking = taught.filter(({ aspect }) => aspect);
  const matters = await learn(
    taught.map(({ text }) => text),
    taught.map((one) => (one.aspect ? one.label : topic(one))),
    new Set(asking.map(({ label }) => label)),
    seconds,
  );
  const labels = asking.map(({ aspect }) => aspect);
  const aspects = await learn(asking.map(({ text }) => text), labels, new Set(labels), seconds);
  return {
    told: `${matters.told}; ${aspects.told}`,
    ask: async (text) => ({ label: await matters.best(text), aspect: await aspects.best(text) }),
  };
}

async function main() {
  let learned;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const wanted = JSON.parse(line);
    let said;
    if (wanted.taught) {
      learned = await (wanted.apart ? apart : joint)(wanted.taught, wanted.seconds);
      said = { learned: learned.told };
    } else {
      const begin = process.hrtime.bigint();
      const answer = await learned.ask(wanted.ask);
      said = { ...answer, nanos: Number(process.hrtime.bigint() - begin) };
    }
    process.stdout.write(`${JSON.stringify(said)}\n`);
  }
}

main();
