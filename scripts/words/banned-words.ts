// SPDX-License-Identifier: Apache-2.0

/**
 * `en`, `zh`: texts of the window and command line. `screen-en`: window only. `comment`: source comments. `doc-en`,
 * `doc-zh`: Markdown files. `name`: file paths and lines of code.
 */
export type Place = 'en' | 'screen-en' | 'zh' | 'comment' | 'doc-en' | 'doc-zh' | 'name';

export interface BannedWord {
  readonly ban: RegExp;
  readonly use: string;
  readonly why: string;
  readonly places: readonly Place[];
}

const written: readonly Place[] = ['en', 'comment', 'doc-en'];
const chinese: readonly Place[] = ['zh', 'doc-zh'];

const idiom: readonly BannedWord[] = [
  { ban: /\bnobody(?:’s|'s)?\b/i, use: 'you, or the passive', why: 'idiom', places: written },
  { ban: /\bwho(?:m|so)?ever\b/i, use: 'anyone who, or the role', why: 'idiom', places: [...written] },
  { ban: /\b(?:some|any)body\b/i, use: 'someone, anyone', why: 'idiom', places: written },
  { ban: /\banew\b/i, use: 'again, re-', why: 'archaic', places: written },
  { ban: /\b(?:where|there)(?:of|upon|unto|with)\b/i, use: 'of it, of which', why: 'archaic', places: written },
  { ban: /\bof (?:its|their|your|his) own\b/i, use: 'its own, separate', why: 'idiom', places: ['en'] },
  { ban: /\bas (?:it is|they are) now\b/i, use: 'current', why: 'idiom', places: ['en'] },
  {
    ban: /\b(?:lies|stands|lay|stood) (?:here|there|in|on|beside|under|inside|outside|where)\b|\bwhere \w+ (?:lies|stands)\b/i,
    use: 'is',
    why: 'things do not lie or stand',
    places: ['en', 'doc-en'],
  },
  { ban: /\brehears\w*/i, use: 'test restore', why: 'one term', places: ['en', 'doc-en'] },
  { ban: /\bnot right\b/i, use: 'wrong', why: 'idiom', places: ['en', 'doc-en'] },
  {
    ban: /\b(?:put off|all the same|by itself)\b/i,
    use: 'snooze, anyway, automatically',
    why: 'idiom',
    places: ['screen-en'],
  },
  {
    ban: /\bcannot\b|\b(?:do|does|did|is|are|was) not\b/,
    use: 'a contraction',
    why: 'screens speak plainly',
    places: ['screen-en'],
  },
  { ban: /[a-z];/, use: 'two sentences', why: 'one idea a sentence', places: ['screen-en'] },
  { ban: /没有人|任何人|再也|也就没了|算数/, use: '您，或改写', why: '口语', places: chinese },
  { ban: /原处|装好|(?<!安)装到|收下|取回/, use: '原来的位置、安装、接受、下载', why: '口语', places: ['zh'] },
  { ban: /你(?!们)/, use: '您', why: '称呼一律“您”', places: chinese },
];

const terms: readonly BannedWord[] = [
  { ban: /\bauthorit(?:y|ies)\b(?!\))/i, use: 'CA', why: 'one term', places: ['en', 'doc-en'] },
  { ban: /\btrust anchors?\b/i, use: 'root certificate', why: 'one term', places: ['en'] },
  { ban: /\bUSB tokens?\b|\bUSB Keys?\b(?= [a-z])/, use: 'USB key', why: 'one term', places: ['en', 'doc-en'] },
  { ban: /\bthe tokens?\b/i, use: 'USB key', why: 'one term', places: ['en'] },
  { ban: /(?<!browser |new |a browser )\bprofiles?\b/i, use: 'CA guide', why: 'one term', places: ['screen-en'] },
  { ban: /\b(?:telephone|e-mail|web sites)\b/, use: 'phone, email, websites', why: 'one term', places: ['screen-en'] },
  { ban: /\bthis program\b/i, use: 'CertSteward', why: 'one term', places: ['en'] },
  { ban: /\blog(?:s|ged|ging)? in\b/i, use: 'sign in', why: 'one term', places: ['screen-en'] },
  { ban: /(?<!USB Key（|工商银行 |工行)U盾/, use: 'USB Key', why: '一个意思一个词', places: ['zh'] },
  { ban: /申请方案|[份个]方案/, use: '办理指南', why: '一个意思一个词', places: chinese },
  { ban: /信任锚/, use: '根证书', why: '一个意思一个词', places: chinese },
  {
    ban: /颁发机构(?!信息访问|密钥标识符)/,
    use: '机构（申请对象）、颁发者（字段）、上级证书',
    why: '一个意思一个词',
    places: ['zh'],
  },
  { ban: /核实/, use: '核对（人）、检查（程序）', why: '一个意思一个词', places: chinese },
  { ban: /正在核对/, use: '正在检查', why: '“核对”是人做的', places: ['zh'] },
  { ban: /打开方式|用什么打开/, use: '解锁方式', why: '一个意思一个词', places: chinese },
  { ban: /封存/, use: '记录完整、待确认', why: '一个意思一个词', places: ['zh'] },
  { ban: /备用名称/, use: '使用者可选名称', why: '一个意思一个词', places: chinese },
  { ban: /证书请求/, use: '证书申请', why: '一个意思一个词', places: chinese },
  { ban: /彻底(?:删除|清除)/, use: '永久删除', why: '一个意思一个词', places: chinese },
  { ban: /产生.{0,4}私钥|私钥.{0,8}产生/, use: '生成', why: '一个意思一个词', places: ['zh'] },
  { ban: /本程序|这个程序(?!的)/, use: '证书管家', why: '一个意思一个词', places: ['zh'] },
];

const punctuation: readonly BannedWord[] = [
  {
    ban: /\p{Script=Han}[,;:!?](?=[\p{Script=Han}\s]|$)|\p{Script=Han} ?\(|[,;!?]\p{Script=Han}/u,
    use: '全角标点',
    why: '中文之间用全角标点',
    places: ['zh'],
  },
  { ban: /\.\.\./, use: '…', why: 'one ellipsis', places: ['screen-en', 'zh'] },
];

/** Old names that must not return. */
const names: readonly BannedWord[] = [
  'requserver→requestCalls',
  'quiet-?moment→idle-gate',
  'look-?before|look-?first|StoppedByLook→require-preflight, PreflightBlocked',
  'tell-?arrivals→notify-downloads',
  'held-?paths→handle-registry',
  'those-?that-?may→renewalCandidates',
  'where-?it-?went→classify-token-loss',
  'may-?start-?anew→canReinitialise',
  'pins-?on-?the-?way→pin-buffers',
  'living-?process→process-liveness',
  'in-?steps\\b→cooperative-task',
  'merge-?ledger→merge-records',
  'can-?take-?keys→hasRecipient',
  '(?:child|start)-?ahead\\b→prefork-child',
  'keys-?shut→key-locked-diagnoses',
  'outer-?ways→read-key-file-hashes',
  'turning-?points→status-change-times',
  'known-?words→stored-verdicts',
  'rounds-?of-?asking→revocation-rounds',
  'from-?nowhere→use-global-escape',
  'losing-?list→data-loss-list',
  'left-?behind-?pane→old-installations-pane',
  'what-?step→scope-step, incident-step',
  '(?:server|reply)-foreign→server-untrusted, response-mismatch',
  'successor-unfit→replacement-invalid',
  'token-takes-no-data→token-data-unsupported',
  'pin-unset→pin-not-set',
  'host-differs→host-mismatch',
  'certificate-?that-?came|take-?issued→pick-issued-certificate, accept-issued',
  'request-?turns→RequestLock',
].map((line) => {
  const [ban = '', use = ''] = line.split('→');
  return { ban: new RegExp(`\\b(?:${ban})`, 'i'), use, why: 'the field has a term', places: ['name'] };
});

export const bannedWords: readonly BannedWord[] = [...idiom, ...terms, ...punctuation, ...names];
