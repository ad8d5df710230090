// A stand-in for the server behind the editors' page, to look at the page by: npm run build && node clients/studio.mjs, then open
// http://127.0.0.1:8077/studio/. It reads corpus/content, keeps edits in memory, and makes up what only the real server can know (previews,
// neighbours, a candidate's verdict). Not shipped, and no reference: the contract is studio.openapi.yaml.
import { createServer } from 'node:http'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createHash, randomBytes } from 'node:crypto'
import { parse } from 'yaml'

const here = fileURLToPath(new URL('..', import.meta.url))
const content = join(here, '../../corpus/content')
const dist = join(here, 'dist')
const port = Number(process.env.PORT ?? 8077)
const me = process.env.EDITOR ?? '林晓'

const sha = (text) => createHash('sha1').update(text).digest('hex')
const clone = (value) => structuredClone(value)

function read(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return read(path)
    const text = readFileSync(path, 'utf8')
    const file = relative(content, path).split(sep).join('/')
    if (name.endsWith('.yaml')) return [[file, parse(text)]]
    if (!name.endsWith('.tsv')) return []
    const [head, ...lines] = text.trimEnd().split('\n')
    const columns = head.split('\t')
    return [[file, { rows: lines.map((line) => Object.fromEntries(line.split('\t').map((cell, i) => [columns[i], cell]))) }]]
  })
}

const published = { head: sha('published'), files: new Map(read(content)) }
const revisions = new Map([[published.head, published.files]])
const drafts = new Map()
const candidates = new Map()
const releases = [
  { id: '2026.11.20-2', revision: published.head, at: '2026-11-20T08:12:00Z', editedBy: ['林晓'], approvedBy: '周敏', reason: '居住证签注改为免费' },
  { id: '2026.11.18-1', revision: sha('older'), at: '2026-11-18T02:40:00Z', editedBy: ['林晓', '吴越'], approvedBy: '周敏', reason: '补领身份证的时限按新通知改' },
  { id: '2026.11.02-1', revision: sha('oldest'), at: '2026-11-02T06:05:00Z', editedBy: ['吴越'], approvedBy: '郑好', reason: '' },
]
const author = { id: sha('author'), by: '吴越', at: '2026-11-12T03:20:00Z', message: '按收费公示改' }

const filesOf = (draft) => (draft ? drafts.get(draft)?.files : published.files)
const headOf = (draft) => (draft ? drafts.get(draft)?.head : published.head)

function openDraft(title, by = me, more = {}) {
  const id = `d-${drafts.size + 1}`
  const draft = {
    id, title, openedBy: by, openedAt: new Date().toISOString(), head: published.head, state: 'editing', behind: false, editors: [],
    may: ['edit', 'discard', 'submit'], files: new Map(published.files), ...more,
  }
  drafts.set(id, draft)
  return draft
}
const shown = ({ files, ...draft }) => draft

const words = { fee: '收费', 'time-limit': '办理时限', where: '地点', summary: '概述', materials: '材料', situations: '情形', rows: '问法', templates: '模板', text: '说法', name: '名称', variants: '分情形的说法', valid: '有效期', until: '有效期止', 'short-name': '平时怎么叫' }
const kinds = { matters: '事项', templates: '回复模板', questions: '问法', topics: '话题', bundles: '一件事', lexicon: '词典' }

function field(file, path) {
  const record = file.split('/').at(-1).replace(/\.\w+$/, '')
  return { file, path, kind: kinds[file.split('/')[0]] ?? '内容', record, name: path.filter((step) => !/^\d+$/.test(step)).map((step) => words[step] ?? step).join(' › ') }
}

function leaves(value, path = []) {
  if (Array.isArray(value)) return value.flatMap((entry, i) => leaves(entry, [...path, entry?.id ?? String(i)]))
  if (value && typeof value === 'object') return Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key]))
  return [[path.join('\u0000'), String(value)]]
}

function marks(before, after) {
  const from = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(before)].map((s) => s.segment)
  const to = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(after)].map((s) => s.segment)
  let start = 0
  while (start < from.length && from[start] === to[start]) start += 1
  let end = 0
  while (end < from.length - start && end < to.length - start && from.at(-1 - end) === to.at(-1 - end)) end += 1
  return [
    { fate: 'kept', words: from.slice(0, start).join('') },
    { fate: 'gone', words: from.slice(start, from.length - end).join('') },
    { fate: 'new', words: to.slice(start, to.length - end).join('') },
    { fate: 'kept', words: from.slice(from.length - end).join('') },
  ].filter((mark) => mark.words !== '')
}

function changes(from, to) {
  const found = []
  for (const file of new Set([...from.keys(), ...to.keys()])) {
    if (from.get(file) === to.get(file)) continue
    const before = new Map(leaves(from.get(file) ?? {}))
    const after = new Map(leaves(to.get(file) ?? {}))
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const [was, is] = [before.get(key) ?? '', after.get(key) ?? '']
      if (was !== is) found.push({ field: field(file, key.split('\u0000')), before: was, after: is, marks: marks(was, is) })
    }
  }
  return found
}

function complaintsOf(files, names) {
  return [...names].flatMap((file) => {
    const tree = files.get(file)
    const found = []
    const say = (pointer, what, severity = 'error') => found.push({ file, pointer, severity, what })
    if (file.startsWith('matters/')) {
      for (const key of ['summary', 'fee', 'time-limit', 'where', 'agent', 'delivery', 'validity', 'progress', 'online'])
        if (/[。！？]$/.test(tree[key]?.text ?? '')) say(`/${key}/text`, '末尾不要加句号，这句话会放进别的句子里。')
        else if (!tree[key]?.text) say(`/${key}/text`, '不能空着。')
      tree.materials?.forEach((row, i) => row.name || say(`/materials/${i}/name`, '材料要有名称。'))
    }
    if (file.startsWith('templates/')) tree.templates?.forEach((row, i) => /\{\{nothing/.test(row.text) && say(`/templates/${i}/text`, '没有“nothing”这条事实。'))
    return found
  })
}

function row([file, tree]) {
  const templates = published.files.get(`templates/${tree.id}.yaml`)?.templates ?? []
  const unsure = JSON.stringify(tree).split('"unsure":true').length - 1
  const until = /"until":"([\d-]+)"/.exec(JSON.stringify(tree))?.[1]
  const missing = []
  if (!templates.some((t) => t.aspect === 'progress')) missing.push('没有“进度查询”的模板')
  if ((tree.situations ?? []).length === 0) missing.push('没有情形')
  return {
    id: tree.id, name: tree.name, shortName: tree['short-name'], category: tree.category, department: tree.department, file, confidence: tree.confidence, unsure,
    templates: templates.length, phrasings: published.files.get(`questions/${tree.id}.tsv`)?.rows.length ?? 0, ...(until ? { expires: until } : {}),
    completeness: 1 - missing.length * 0.15, missing,
  }
}

const bigrams = (text) => new Set([...text].map((c, i) => text.slice(i, i + 2)).filter((pair) => pair.length === 2))
function alike(one, other) {
  const [a, b] = [bigrams(one), bigrams(other)]
  return a.size + b.size === 0 ? 0 : (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size)
}

const fits = (when, told) => Object.entries(when ?? {}).every(([id, options]) => [options].flat().includes(told[id]))
function fact(matter, name, told, links) {
  const [head, part] = name.split('.')
  if (head === 'hotline') return links.phones.find((p) => p.id === matter.hotline)?.number ?? ''
  const of = head === 'fact' ? matter.facts?.[part] : matter[head]
  if (typeof of === 'string') return of
  if (part === 'platform') return links.platforms.find((p) => p.id === of.platform)?.name ?? ''
  if (head !== 'fact' && part) return of?.[part] ?? ''
  return of?.variants?.find((v) => v.when && fits(v.when, told))?.text ?? of?.text ?? `〔没有 ${name}〕`
}

function preview(files, { matter: id, aspect, case: told = {}, edits = [] }) {
  const seen = new Map(files)
  for (const { file, tree } of edits) seen.set(file, tree)
  const matter = [...seen].find(([file, tree]) => file.startsWith('matters/') && tree.id === id)?.[1]
  const templates = seen.get(`templates/${id}.yaml`)?.templates.filter((t) => t.aspect === aspect && fits(t.when, told)) ?? []
  const template = templates.sort((a, b) => Object.keys(b.when ?? {}).length - Object.keys(a.when ?? {}).length)[0]
  if (!matter || !template) return undefined
  const links = seen.get('links.yaml')
  const fill = (text) => text.replace(/\{\{([a-z0-9.-]+)\}\}/g, (_, name) => fact(matter, name, told, links))
  const wanted = matter.materials.filter((m) => fits(m.when, told))
  const blocks = template.text.trim().split(/\n\s*\n/).flatMap((part) => {
    if (part.trim() === '{{materials}}') return [{ type: 'checklist', title: '要带的材料', items: wanted.map((m) => ({ id: m.id, label: m.name, required: !m.optional, note: m.note ?? null })) }]
    if (part.trim() === '{{steps}}') return [{ type: 'steps', title: '办理步骤', items: matter.process.map((s) => ({ text: s.text, where: null })) }]
    if (part.trim() === '{{online.link}}') return [{ type: 'link', title: links.links.find((l) => l.id === matter.online.link)?.title, url: links.links.find((l) => l.id === matter.online.link)?.url, note: null }]
    if (/^\{\{(conditions|special|neighbours)\}\}$/.test(part.trim())) return [{ type: 'list', title: { conditions: '受理条件', special: '特殊情形', neighbours: '容易弄混的' }[part.trim().slice(2, -2)], items: (matter[part.trim().slice(2, -2)] ?? []).map((c) => ({ text: c.text ?? c['tell-apart'], title: c.title ?? null })) }]
    return [{ type: 'text', text: fill(part.trim()) }]
  })
  const plain = blocks.map((b) => b.text ?? [b.title, ...(b.items ?? []).map((i, n) => `${n + 1}. ${i.label ?? i.text}`), b.url].filter(Boolean).join('\n')).join('\n\n')
  return {
    reply: { act: 'answer', matter: id, matterName: matter['short-name'], aspect, confidence: 0.98, candidates: [], choices: [], text: plain, blocks, verdict: template.verdict ?? null, materials: [], sources: [{ title: matter['legal-basis'][0].title, article: matter['legal-basis'][0].article ?? null, url: null }], template: template.id, release: 'draft', guide: null, conversation: '', turn: '' },
    wechat: plain.length > 300 ? [plain.slice(0, plain.lastIndexOf('\n\n')), plain.slice(plain.lastIndexOf('\n\n') + 2)] : [plain],
    spoken: fill(template.spoken),
  }
}

function candidate(draft) {
  const started = candidates.get(draft.id)
  if (!started || started.head !== draft.head) return started && { head: started.head, state: 'done', passes: true, figures: [], moved: [], movedCount: 0 }
  const seconds = (Date.now() - started.at) / 1000
  if (seconds < Number(process.env.SECONDS ?? 3)) return { head: draft.head, state: 'working', doing: ['正在检查内容…', '正在学新的问法…', '正在把 49,102 个问题重答一遍…'][Math.min(2, Math.floor(seconds))], seconds }
  const changed = changes(published.files, draft.files)
  const blocked = draft.title.includes('拦')
  const said = (text, more = {}) => ({ act: 'answer', matter: 'idcard-renew', aspect: 'fee', template: 'idcard-renew.fee', text, ...more })
  const before = '到期换证、改了信息换证每张20元，证坏了换证每张40元。城市低保居民、农村有特殊生活困难的居民，换领免收工本费，符合的话办的时候跟窗口说一声。'
  const moved = [
    ...(blocked ? [{ question: '身份证磁条坏了换新的要几个钱', kind: 'phrasing', change: 'matter', fate: 'lost', before: said(before), after: said('补领身份证每张40元。', { matter: 'idcard-reissue' }) }] : []),
    ...['换身份证多少钱', '身份证到期换新要交费吗', '改名字以后换证收多少', '<script>alert(1)</script> 收费吗'].map((question, i) => ({ question, kind: ['phrasing', 'case', 'real', 'real'][i], change: 'words', fate: i > 1 ? 'unknown' : 'same', before: said(before), after: said(before.replace('20元', '30元')) })),
    ...Array.from({ length: 30 }, (_, i) => ({ question: `换证收费的第 ${i + 1} 种问法`, kind: 'phrasing', change: 'words', fate: 'same', before: said(before), after: said(before.replace('20元', '30元')) })),
  ]
  const share = (value, d) => ({ value, low: value - d, high: value + d })
  return {
    head: draft.head, release: '2026.11.23-1', state: 'done', seconds: 17.4, passes: !blocked, movedCount: changed.length === 0 ? 0 : moved.length, moved: changed.length === 0 ? [] : moved,
    blocks: blocked ? [{ rule: 'lost-question', what: '“身份证磁条坏了换新的要几个钱”原来答“换身份证 · 收费标准”，现在答成“补身份证”。' }] : [],
    figures: [
      { name: '答对（答了的里面）', before: share(0.9712, 0.0041), after: share(blocked ? 0.9701 : 0.9713, 0.0041), difference: share(blocked ? -0.0011 : 0.0001, 0.0006) },
      { name: '答错', before: share(0.0131, 0.0021), after: share(blocked ? 0.0142 : 0.0131, 0.0021), difference: share(blocked ? 0.0011 : 0, 0.0005) },
      { name: '答得上', before: share(0.9344, 0.0052), after: share(0.9346, 0.0052), difference: share(0.0002, 0.0007) },
    ],
    expiring: [{ file: 'matters/juzhu/juzhu-permit-apply.yaml', pointer: '/fee', severity: 'warning', what: '这条事实的有效期到 2026-12-15，快要过期；请及时更新' }],
    links: [],
  }
}

// what an editor finds on the first day
openDraft('国庆后收费调整（会被拦）', '吴越', { state: 'waiting', editors: ['吴越'], may: ['return', 'approve'], remark: '换证工本费按新公示改了，请看。', remarkBy: '吴越', head: sha('waiting') })
openDraft('补几条居住证的问法', me, { state: 'returned', editors: [me], remark: '“签注”和“申领”的两句分不清，请换个说法。', remarkBy: '周敏', behind: true })
openDraft('驾驶证体检新规', '吴越', { state: 'approved', editors: ['吴越'], may: ['publish', 'return'], remark: '核对过了。', remarkBy: '周敏', head: sha('approved') })
{
  const waiting = drafts.get('d-1')
  const tree = clone(published.files.get('matters/idcard/idcard-renew.yaml'))
  tree.fee.text = '到期换证、改了信息换证每张30元，证坏了换证每张40元'
  tree.fee.variants[0].text = '每张30元'
  tree.materials.push({ id: 'photo', name: '近期照片', form: 'original', note: '窗口也能现拍', basis: ['guifan-76'] })
  tree.special.splice(3, 1)
  waiting.files.set('matters/idcard/idcard-renew.yaml', tree)
}

const today = Date.now()
const dayBack = (n) => new Date(today - n * 86_400_000).toISOString()
const isoDay = (n) => dayBack(n).slice(0, 10)
function miss(n, title, said, more) {
  const days = more.days ?? []
  return {
    id: createHash('md5').update(title).digest('hex'), title, state: 'open', early: false, back: false, turns: more.people + 3, conversations: more.people,
    wordings: [title, ...said].map((text, i) => ({ text, conversations: Math.max(1, more.people - 4 * i), turns: Math.max(1, more.people - 3 * i) })),
    kinds: { unrecognised: more.people }, channels: { wechat: more.people - 1, web: 4 },
    foundAt: dayBack(n), lastAt: dayBack(0.1), lastDay: { seen: 1, expected: 0.9, growth: 1.1, p: 0.6 }, ...more, days: days.map(([back, turns]) => ({ day: isoDay(back), turns })),
  }
}
const misses = {
  refreshedAt: dayBack(0.3), misses: 143, leftOut: 12, clusters: [
    miss(2, '学生卡怎么补', ['娃的学生卡丢了上哪补', '小孩公交学生卡补办', '学生证补办是你们这里吗', '某人的学生卡掉了怎么补'], { people: 19, early: true, kinds: { declined: 12, unrecognised: 5, 'handed-off': 2 }, days: [[2, 1], [1, 3], [0, 18]], lastDay: { seen: 16, expected: 0.8, growth: 20, p: 0.0001 } }),
    miss(1, '身份证自助机在哪几个派出所有', ['哪里有能换身份证的机器', '自助拍照换证的点'], { people: 9, early: true, kinds: { 'asked-back': 8, unhelpful: 3 }, days: [[1, 1], [0, 9]], lastDay: { seen: 8, expected: 0, p: 0.0004 } }),
    miss(24, '换身份证要带老的那张不', ['旧身份证要交回去吗', '办新证老证收走吗', '换证旧的丢了还能换不', '我叫某人，电话某号码，旧证要带吗'], { people: 31, kinds: { 'asked-back': 22, corrected: 5, unhelpful: 4 }, days: Array.from({ length: 24 }, (_, i) => [23 - i, (i * 7) % 4]) }),
    miss(12, '港澳通行证逗留D签', ['d签注要准备啥', '香港工作签注在哪续'], { people: 14, back: true, kinds: { 'badly-rated': 3, unhelpful: 9, 'handed-off': 6 }, days: [[12, 3], [9, 4], [3, 6], [0, 2]], lastDay: { seen: 2, expected: 5.2, growth: 0.38, p: 0.9 } }),
    miss(20, '孩子上小学要看户口本第几页', [], { people: 7, state: 'not-ours', decidedBy: '林晓', decidedAt: dayBack(3), remark: '归教育局', kinds: { declined: 7 }, days: [[20, 3], [4, 4]], lastDay: { seen: 0, expected: 0.2, growth: 0, p: 1 } }),
    miss(21, '居住证可以刷脸办吗', [], { people: 6, state: 'mended', decidedBy: '吴越', decidedAt: dayBack(5), release: releases[0].id, kinds: { 'asked-back': 6 }, days: [[20, 3], [9, 4]] }),
  ],
}
const near = [
  { matter: 'idcard-renew', matterName: '居民身份证换领（到期、信息变更、损坏）', aspect: 'materials', probability: 0.43, why: ['把握 43%，要 80% 才直接答', '比最像的少在：句子的意思、提到的东西', '已公布的问法里最像的一句：“换身份证要带旧的吗”（相似度 78%）'] },
  { matter: 'idcard-reissue', matterName: '居民身份证补领（丢失）', aspect: 'materials', probability: 0.21, why: ['把握 21%，要 80% 才直接答'] },
]

function figures(query) {
  const to = query.get('to') ?? isoDay(0)
  const from = query.get('from') ?? isoDay(29)
  const hours = []
  for (let t = Date.parse(from), d = 0; t <= Date.parse(to); t += 86_400_000, d += 1)
    for (const [c, channel] of ['web', 'wechat', 'hotline', 'kiosk'].entries())
      for (let hour = 7; hour < 22; hour += 1) {
        if (query.get('channel') && query.get('channel') !== channel) continue
        const turns = Math.max(0, Math.round((8 - 2 * c) * Math.exp(-((hour - 10 - c) ** 2) / 18) * (1.2 + Math.sin(d / 2 + c)) * (d % 7 > 4 ? 0.3 : 1)))
        const asked = Math.round(turns * 0.9)
        if (turns > 0) hours.push({ day: new Date(t).toISOString().slice(0, 10), hour, channel, turns, asked, answered: Math.round(asked * (0.84 + 0.08 * Math.sin(d))) })
      }
  const sum = (key) => hours.reduce((all, hour) => all + hour[key], 0)
  const share = (part, whole) => (whole === 0 ? { part, whole, value: null, low: null, high: null } : { part, whole, value: part / whole, low: Math.max(0, part / whole - 1 / Math.sqrt(whole)), high: Math.min(1, part / whole + 1 / Math.sqrt(whole)) })
  const top = (ids, scale) => ids.map((id, i) => ({ id, name: null, turns: Math.round((sum('turns') * scale) / (i + 2)) }))
  return {
    from, to, hours, acts: { answer: sum('answered'), clarify: 88, decline: 131, handoff: 24, smalltalk: 66, emergency: 2 }, coverage: share(sum('answered'), sum('asked')), precision: share(19, 22), satisfied: share(63, 71),
    matters: top(['idcard-renew', 'idcard-reissue', 'huji-hukoubu-reissue', 'juzhu-permit-apply', 'crj-passport-first', 'crj-hkm-visa-tourism', 'huji-name-change', 'idcard-first', 'driver-license-renew', 'crj-passport-renew'], 0.2),
    aspects: top(['materials', 'process', 'where-when', 'fee', 'can-online', 'time-limit'], 0.4), ratings: [3, 2, 3, 12, 51], handedOver: { asked: 24, taken: 21, waiting: 1 },
    drift: [0, 1, 2, 3, 4].map((week) => ({ week: isoDay(35 - 7 * week), tenths: [1, 2, 3, 4, 5, 6, 9, 14, 40, 120].map((n) => n * (week === 0 ? 0 : 1)), index: [null, 0.03, 0.07, 0.14, 0.31][week] })),
    latency: { replies: 4211, p50: 4, p95: 32, p99: 64 }, contentHealth: { matters: 121, templates: 1489, questions: 49102 },
  }
}

const REPLY = { act: 'answer', matter: 'idcard-renew', aspect: 'fee', confidence: 0.93, text: '换领收 20 元，到窗口交。', blocks: [{ type: 'text', text: '换领收 20 元，到窗口交。' }], materials: [], sources: [{ title: '浙江省公安机关收费公示', article: '第三条' }], template: 'idcard-renew.fee' }
const EXPLANATION = {
  release: 'r-35d4451d57bb', text: '换身份证要多少钱', words: ['换领', '身份证', '要', '多少', '钱'], expansions: [{ term: '换身份证', canonical: '换领身份证' }], step: 'meaning', sureness: 0.62, clear: 0.93, familiar: true,
  nearestInWords: [], nearestInMeaning: [['换证工本费多少', 'idcard-renew', 'fee', 0.93], ['补身份证收多少钱', 'idcard-reissue', 'fee', 0.86], ['换身份证要带什么', 'idcard-renew', 'materials', 0.71]].map(([text, subject, aspect, score]) => ({ text, subject, aspect, score })),
  subjects: [], aspects: [], decision: { move: 'answer', readings: [{ matter: 'idcard-renew', aspect: 'fee', p: 0.93 }] }, thresholds: { answer: 0.8, likely: 0.9, matter: 0.85, topic: 0.5, emergency: 0.2, least: 0.05 },
}
const CANDIDATES = [
  { matter: 'idcard-renew', matterName: '换身份证', aspect: 'fee', probability: 0.93, why: ['单独问这一句，直接答的就是它', '最像在：句子的意思、字面', '已公布的问法里最像的一句：“换证工本费多少”（相似度 93%）'] },
  { matter: 'idcard-reissue', matterName: '补身份证', aspect: 'fee', probability: 0.05, why: ['把握 5%，要 80% 才直接答', '比最像的少在：提到的东西、字面'] },
]
const retold = (text) => ({ release: 'r-35d4451d57bb', reply: { ...REPLY, text, blocks: [{ type: 'text', text }] }, explanation: EXPLANATION, candidates: CANDIDATES })
const NAMES = { 'idcard-renew': '换身份证', 'idcard-reissue': '补身份证', fee: '收费', materials: '材料' }

/** Why an answer: one reply that everybody got, whatever its id. */
function why(path, body) {
  const [, turn, again] = /^\/answers\/([\w-]+)(\/replay)?$/.exec(path) ?? []
  if (turn === undefined) return undefined
  const draft = drafts.get(body?.draft)
  if (again || turn === 'replay')
    return [200, {
      said: body.text ?? '换身份证要多少钱', now: retold(REPLY.text), since: [], names: NAMES,
      ...(draft ? { draft: { id: draft.id, title: draft.title, tried: false, teaches: true, retold: retold('换领收 30 元，到窗口或者网上交。'), differences: ['words'] } } : {}),
    }]
  return [200, {
    id: turn, at: '2026-11-22T03:12:00Z', channel: 'wechat', before: [{ said: '你好', told: '您好，想办什么事？' }], said: '换身份证要多少钱', told: { act: 'answer', matter: 'idcard-renew', aspect: 'fee', template: 'idcard-renew.fee', confidence: 0.93, text: REPLY.text, cut: false },
    release: 'r-35d4451d57bb', published: releases[0], then: retold(REPLY.text), differences: [], names: NAMES,
  }]
}

const problem = (status, detail, more = {}) => [status, { status, title: '不行', detail, ...more }]

async function answer(method, url, body) {
  const path = url.pathname.replace('/api/studio/v1', '')
  const draft = url.searchParams.get('draft') || undefined
  const name = url.searchParams.get('name')
  if (draft && !drafts.has(draft)) return problem(404, '没有这份草稿。')
  if (path === '/matters') return [200, { revision: headOf(draft), matters: [...filesOf(draft)].filter(([file]) => file.startsWith('matters/')).map(row) }]
  if (path === '/files') return [200, { revision: headOf(draft), files: [...filesOf(draft).keys()].filter((file) => file.startsWith(url.searchParams.get('under') ?? '')) }]
  const revision = url.searchParams.get('revision')
  if (path === '/file' && revision) return revisions.get(revision)?.has(name) ? [200, { name, revision, tree: revisions.get(revision).get(name) }] : problem(404, '没有这个版本。')
  if (path === '/file') return filesOf(draft).has(name) ? [200, { name, revision: headOf(draft), tree: filesOf(draft).get(name) }] : problem(404, `没有 ${name}。`)
  if (path === '/file/history') return [200, [{ revision: { ...author, message: '按收费公示改' }, changes: [{ field: field(name, ['fee', 'text']), before: '每张10元', after: '每张20元', marks: marks('到期换证每张10元', '到期换证每张20元') }] }, { revision: { ...author, by: '林晓', at: '2026-10-02T01:00:00Z', message: '新增事项' }, changes: [] }]]
  if (path === '/file/authors') return [200, leaves(filesOf(draft).get(name) ?? {}).map(([key, said]) => ({ field: field(name, key.split('\u0000')), words: said, revision: author }))]
  if (path === '/search') {
    const q = url.searchParams.get('q')
    const found = []
    for (const [file, tree] of filesOf(draft)) {
      for (const [key, said] of leaves(tree)) {
        const at = said.indexOf(q)
        if (at >= 0) found.push({ field: field(file, key.split('\u0000')), words: said.slice(Math.max(0, at - 20), at + 40) })
        if (found.length === 50) return [200, found]
      }
    }
    return [200, found]
  }
  if (path === '/releases') return [200, releases]
  if (/^\/releases\/[^/]+\/restore$/.test(path)) return problem(403, '您的账号没有发布权限。')
  if (path === '/drafts' && method === 'GET') return [200, [...drafts.values()].reverse().map(shown)]
  if (path === '/drafts' && method === 'POST') return [201, shown(openDraft(body.title))]

  if (path === '/misses') {
    const counts = { open: 0, 'put-off': 0, 'not-ours': 0, mended: 0 }
    for (const { state } of misses.clusters) counts[state] += 1
    const items = misses.clusters.filter(({ state }) => state === url.searchParams.get('state')).sort((a, b) => (url.searchParams.get('order') === 'growth' ? a.lastDay.p - b.lastDay.p : b.early - a.early || b.conversations - a.conversations))
    return [200, { refreshedAt: misses.refreshedAt, misses: misses.misses, leftOut: misses.leftOut, counts, items: process.env.EMPTY ? [] : items.map((one) => ({ ...one, wordings: one.wordings.slice(0, 3) })) }]
  }
  if (path === '/misses/refresh') return setTimeout(() => (misses.refreshedAt = new Date().toISOString()), Number(process.env.SECONDS ?? 3) * 1000), [202]
  const [, missId, missPart] = /^\/misses\/(\w+)(\/state)?$/.exec(path) ?? []
  if (missId) {
    const one = misses.clusters.find(({ id }) => id === missId)
    if (!one) return problem(404, '没有这一类问题，可能已经过期；请刷新列表')
    if (missPart) return Object.assign(one, { early: false, remark: undefined, release: undefined }, body, { decidedBy: me, decidedAt: new Date().toISOString() }), [204]
    return [200, { miss: one, nearest: one.title.includes('学生') ? [] : near }]
  }
  if (path === '/figures') return process.env.EMPTY ? problem(403, '您的账号不能看数据。') : [200, figures(url.searchParams)]
  if (path.startsWith('/answers/')) return why(path, body) ?? problem(404, '没有这一条答复。')

  const [, id, part] = /^\/drafts\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? []
  const one = id === 'published' ? { ...published, id } : drafts.get(id)
  if (!one) return problem(404, '没有这份草稿，可能已经作废。')
  const stale = () => body.head !== one.head && problem(409, '刚才有人又改了这份草稿，请看过再来。')
  switch (part) {
    case undefined:
      if (method === 'DELETE') return drafts.delete(id), [204]
      return [200, shown(one)]
    case 'changes': return [200, changes(published.files, one.files)]
    case 'complaints': return [200, complaintsOf(one.files, [...one.files.keys()].filter((file) => one.files.get(file) !== published.files.get(file)))]
    case 'files': {
      if (JSON.stringify(body).includes('存不了')) return problem(400, '这份内容服务器收不下。')
      const base = revisions.get(body.base) ?? published.files
      for (const { file } of body.edits)
        if (body.base !== one.head && JSON.stringify(base.get(file)) !== JSON.stringify(one.files.get(file))) return [409, { theirs: one.head, conflicts: [{ field: field(file, ['fee', 'text']), base: '', ours: '', theirs: '' }] }]
      for (const { file, tree } of body.edits) one.files.set(file, tree)
      one.head = sha(randomBytes(8).toString('hex'))
      revisions.set(one.head, new Map(one.files))
      one.editors = [...new Set([...one.editors, me])]
      one.state = one.state === 'approved' ? 'waiting' : one.state
      return [200, { revision: one.head, complaints: complaintsOf(one.files, body.edits.map(({ file }) => file)) }]
    }
    case 'preview': {
      const found = preview(one.files, body)
      return found ? [200, found] : problem(404, '这个要素还没有模板。')
    }
    case 'near': {
      const phrasings = [...one.files].filter(([file]) => file.startsWith('questions/')).flatMap(([file, { rows }]) => rows.map(({ text, aspect }) => ({ text, aspect, matter: file.slice(10, -4), similarity: Math.min(1, alike(text, body.text) * 1.15) })))
      phrasings.sort((a, b) => b.similarity - a.similarity)
      const [best] = phrasings
      return [200, { readAs: [{ matter: best.matter, aspect: best.aspect, probability: 0.5 + best.similarity / 2.1 }], phrasings: phrasings.slice(0, 10) }]
    }
    case 'candidate':
      if (method === 'POST') candidates.set(id, { head: one.head, at: Date.now() })
      return candidate(one) ? [method === 'POST' ? 202 : 200, candidate(one)] : problem(404, '还没有试算。')
    case 'submit': return stale() || ((one.state = 'waiting'), (one.may = ['edit', 'return', 'approve']), (one.remark = body.remark), (one.remarkBy = me), [200, shown(one)])
    case 'return': return stale() || ((one.state = 'returned'), (one.may = ['edit', 'discard', 'submit']), (one.remark = body.remark), (one.remarkBy = me), [200, shown(one)])
    case 'approve': return stale() || ((one.state = 'approved'), (one.may = ['publish', 'return']), [200, shown(one)])
    case 'update': {
      if (!one.behind || body) return body?.decisions.forEach(({ file, tree }) => one.files.set(file, tree)), (one.behind = false), [200, shown(one)]
      const file = 'matters/idcard/idcard-renew.yaml'
      const [base, ours, theirs] = ['以前收 10 元', '我们改成 30 元', '别人改成 25 元'].map((text) => {
        const at = sha(text)
        revisions.set(at, new Map(one.files).set(file, { ...one.files.get(file), fee: { ...one.files.get(file).fee, text } }))
        return at
      })
      return [409, { base, ours, theirs, conflicts: [{ field: field(file, ['fee', 'text']), base: '', ours: '', theirs: '' }] }]
    }
    case 'publish':
      published.files = new Map(one.files)
      published.head = one.head
      drafts.delete(id)
      releases.unshift({ id: `2026.11.23-${releases.length}`, revision: one.head, at: new Date().toISOString(), editedBy: one.editors, approvedBy: '周敏', reason: body.remark ?? '' })
      return [200, releases[0]]
    default: return problem(404, '没有这个接口。')
  }
}

const types = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html; charset=utf-8', '.svg': 'image/svg+xml', '.json': 'application/json' }

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://127.0.0.1')
  response.setHeader('Content-Security-Policy', "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'")
  if (url.pathname === '/api/staff/v1/session') {
    response.writeHead(request.method === 'DELETE' ? 204 : 200, { 'Content-Type': 'application/json' })
    response.end(request.method === 'DELETE' ? undefined : JSON.stringify({ stage: 'open', provider: false, account: { id: 'a-1', name: 'lin.xiao', displayName: me, roles: ['editor', 'reviewer'], external: false, secondFactor: true, locked: false } }))
    return
  }
  if (url.pathname.startsWith('/api/studio/v1')) {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const [status, json] = await answer(request.method, url, chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString()))
    response.writeHead(status, { 'Content-Type': 'application/json' })
    response.end(json === undefined ? undefined : JSON.stringify(json))
    return
  }
  const file = join(dist, url.pathname)
  const found = url.pathname !== '/' && file.startsWith(dist) && existsSync(file) && statSync(file).isFile() ? file : join(dist, 'studio.html')
  response.writeHead(200, { 'Content-Type': types[extname(found)] ?? 'application/octet-stream' })
  response.end(readFileSync(found))
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/studio/`))
