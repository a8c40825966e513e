import { exit } from '../exit-codes.ts';
import type { CommandHelp } from './command-help.ts';

const refusals = [exit.damaged, exit.notFound, exit.locked];

export const enrolmentHelp: Readonly<Record<string, CommandHelp>> = {
  enrol: {
    description: {
      'zh-CN':
        '按颁发机构的申请方案申请证书。manual 方案：生成密钥和申请文件 (CSR)，连同私钥先保存在保险库里，再写出文件；没有 -o 时把文字显示出来，可以贴到网页上。答复用 pending import 导入。密钥默认在保险库里，--key token:序列号 时在 U盾 里，不会离开它。web 方案：显示官方网址、步骤和会要求提供的内容，不联网。est 和 cmp 还不能使用（退出码 4）。--json 的 value.pending 有 id、subject、algorithm、profile、state，value.pem 是申请文件。',
      en: 'Applies for a certificate by the profile of an authority. A manual profile: makes a key and a request (CSR), keeps both in the vault, then writes the file; without -o the text is shown, to be pasted into a page. What comes back goes in by pending import. The key is in the vault, or with --key token:SERIAL on a USB token, which it never leaves. A web profile: shows the official address, the steps and what will be asked; nothing is contacted. est and cmp cannot be used yet (exit code 4). With --json value.pending has id, subject, algorithm, profile and state, value.pem the request.',
    },
    examples: [
      {
        line: 'certsteward enrol --profile bank.json --subject "CN=Zhang San,C=CN" -o request.csr',
        'zh-CN': '密钥在保险库里',
        en: 'the key in the vault',
      },
      {
        line: 'certsteward enrol --profile "My Bank" --subject "CN=Zhang San" --key token:0123456789abcdef -o request.csr',
        'zh-CN': '密钥在 U盾 里',
        en: 'the key on a USB token',
      },
    ],
    exits: [exit.password, exit.unsupported, ...refusals],
    seeAlso: ['pending', 'pending import', 'profiles import'],
  },
  pending: {
    description: {
      'zh-CN':
        '列出证书申请：编号、日期、状态、算法、方案、持有人。已经在保险库里的证书会先与申请配对。不需要任何密码。--json 的 value.requests 每项有 id、state、subject、algorithm、profile、token、place、certificate、problem、createdAt。',
      en: 'Lists certificate requests: ID, day, state, algorithm, profile, subject. Certificates that have come into the vault are matched first. Needs no secret. With --json each of value.requests has id, state, subject, algorithm, profile, token, place, certificate, problem and createdAt.',
    },
    examples: [{ line: 'certsteward pending --json', 'zh-CN': '给脚本', en: 'for a script' }],
    exits: [exit.notFound],
    seeAlso: ['enrol', 'pending import', 'pending export', 'pending delete'],
  },
  'pending import': {
    description: {
      'zh-CN':
        '导入颁发机构的答复（PEM、DER、p7b、PKCS#12），按公钥找到它答复的申请，与私钥配成一对。没有申请使用这个密钥，或者证书已过期、由申请人自己签发、颁发者已过期、随附的颁发者没有签发它、名称与申请的不同，都不导入，申请继续等待（退出码 8）。名称不同而您确认无误时加上 --accept-names。',
      en: 'Takes the reply of an authority in (PEM, DER, p7b, PKCS#12), finds the request it answers by public key, and pairs it with the private key. When no request has that key, or the certificate has expired, was signed by the applicant, has an expired issuer, was not signed by the issuer beside it, or has other names than asked for, nothing is imported and the request stays pending (exit code 8). Where other names are right, add --accept-names.',
    },
    examples: [{ line: 'certsteward pending import reply.p7b', 'zh-CN': '收到的文件', en: 'the file that came' }],
    exits: [exit.password, exit.unsupported, ...refusals, exit.verification],
    seeAlso: ['pending', 'import'],
  },
  'pending export': {
    description: {
      'zh-CN': '再次写出一份申请文件 (CSR, PEM)。ID 是 pending 显示的编号，至少 8 位。',
      en: 'Writes the request (CSR, PEM) once more. ID is what pending shows, 8 digits of it or more.',
    },
    examples: [{ line: 'certsteward pending export 3f2a91bc -o request.csr', 'zh-CN': '写到文件', en: 'into a file' }],
    exits: [exit.notFound, exit.locked],
    seeAlso: ['pending', 'enrol'],
  },
  'pending delete': {
    description: {
      'zh-CN': '删除一份申请和它的私钥，无法恢复；已与证书配对的私钥保留。没有终端时要加 --yes。',
      en: 'Removes a request and its private key for good; a key that belongs to a certificate stays. Without a terminal --yes is needed.',
    },
    examples: [{ line: 'certsteward pending delete 3f2a91bc --yes', 'zh-CN': '一份申请', en: 'one request' }],
    exits: [exit.notFound, exit.locked],
    seeAlso: ['pending'],
  },
  'profiles list': {
    description: {
      'zh-CN': '列出申请方案：编号、协议、是否核实、网址主机（有外文字母时同时显示编码形式）、名称。',
      en: 'Lists profiles: ID, protocol, whether verified, host (in its encoded form too where it has foreign letters), name.',
    },
    examples: [{ line: 'certsteward profiles list', 'zh-CN': '全部', en: 'all of them' }],
    exits: [exit.notFound],
    seeAlso: ['profiles import', 'enrol'],
  },
  'profiles import': {
    description: {
      'zh-CN':
        '导入一份申请方案 (JSON)。只接受 https 网址和纯文本。核实网址之前它是未核实的；同名而主机不同的是另一份方案；同一份内容变了要重新核实。',
      en: 'Takes a profile in (JSON). Only https addresses and plain text are accepted. It is unverified until its host is confirmed; the same name at another host is another profile, and one whose content changed has to be confirmed again.',
    },
    examples: [{ line: 'certsteward profiles import bank.json', 'zh-CN': '一个文件', en: 'a file' }],
    exits: refusals,
    seeAlso: ['profiles confirm', 'profiles list'],
  },
  'profiles confirm': {
    description: {
      'zh-CN':
        '从颁发机构的信函或卡片上抄写网址的主机，与方案里的一致就记为已核实，并受封存保护。在终端上会询问，否则用 --host。',
      en: 'Type the host from a letter or card of the authority; when it is that of the profile, the profile counts as verified and comes under the seal. Asked for on a terminal, else given with --host.',
    },
    examples: [
      { line: 'certsteward profiles confirm "My Bank" --host ca.bank.example', 'zh-CN': '核实', en: 'verify it' },
    ],
    exits: [exit.password, exit.notFound, exit.locked, exit.verification],
    seeAlso: ['profiles import', 'profiles list'],
  },
  'profiles remove': {
    description: {
      'zh-CN': '删除一份申请方案。NAME 是名称、网址主机或编号（至少 8 位）。用它做的申请保留。',
      en: 'Removes a profile. NAME is its name, its host, or its ID (8 digits or more). Requests made with it stay.',
    },
    examples: [{ line: 'certsteward profiles remove "My Bank"', 'zh-CN': '一份方案', en: 'one profile' }],
    exits: [exit.notFound, exit.locked],
    seeAlso: ['profiles list'],
  },
};
