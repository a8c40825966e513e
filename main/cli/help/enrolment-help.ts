// SPDX-License-Identifier: Apache-2.0
import { exit } from '../runtime/exit-codes.ts';
import type { CommandHelp } from './command-help.ts';

const refusals = [exit.damaged, exit.notFound, exit.locked];

export const enrolmentHelp: Readonly<Record<string, CommandHelp>> = {
  preflight: {
    description: {
      'zh-CN':
        '申请之前逐项检查：私钥的位置（保险库里可以备份，U盾 里不能），电脑是不是自己的，网络（没有密码的 Wi-Fi、要先登录的网络，问 NetworkManager；Windows 和 macOS 上显示未知），电脑时间与服务器相差多少，服务器是否通到颁发机构的信任锚——不是的话显示是谁在冒充它回答。只联系方案的主机，先显示再联系；不发送授权码，也不要求授权码。web 和 manual 方案不联系任何人。enrol 在发送任何内容之前也检查同样的内容。有一项不能继续时退出码是 8。--json 的 value.checks 每项有 subject、result (ok|warn|bad|unknown)、finding、details。',
      en: 'Checks before an application: where the key will be (in the vault it can be backed up, on a USB token it cannot), whether the computer is your own, the network (open Wi-Fi, one that wants a login first, as NetworkManager tells; unknown on Windows and macOS), how far the clock is from the server’s, and whether the server leads to the anchor of the authority, or else who answers in its place. Contacts the host of the profile alone, which is shown first; sends no code and asks for none. With web and manual profiles nobody is contacted. enrol looks at the same before it sends anything. Exit code 8 when something is to stop. With --json each of value.checks has subject, result (ok|warn|bad|unknown), finding and details.',
    },
    examples: [
      { line: 'certsteward preflight --profile "My Bank"', 'zh-CN': '一份方案', en: 'one profile' },
      {
        line: 'certsteward preflight --profile bank.json --key token:0123456789abcdef --shared-computer',
        'zh-CN': '在别人的电脑上用 U盾',
        en: 'a USB token on a borrowed computer',
      },
    ],
    exits: [...refusals, exit.verification],
    seeAlso: ['enrol', 'profiles confirm'],
  },
  enrol: {
    description: {
      'zh-CN':
        '按颁发机构的申请方案申请证书。manual 方案：生成密钥和申请文件 (CSR)，连同私钥先保存在保险库里，再写出文件；没有 -o 时把文字显示出来，可以贴到网页上。答复用 pending import 导入。密钥默认在保险库里，--key token:序列号 时在 U盾 里，不会离开它。web 方案：显示官方网址、步骤和会要求提供的内容，不联网；加 --watch-folder 文件夹 时等待浏览器下载到那里的证书文件，认出后说明怎样导入，导入以后申请就算办完，按 Ctrl+C 停止等待时申请会保留，见 pending。est 方案：先显示要联系的主机，核实服务器通到颁发机构的信任锚（--anchor、方案里的证书或指纹；都没有时只显示服务器的证书指纹就停下，退出码 8），密钥种类按服务器说的选，不低于 RSA 2048 和 SHA-256；密钥也可以由颁发机构生成（--key authority，或方案里写明）：那样它知道这个私钥，所以还要加 --accept-authority-key 明确同意，--yes 不算；更好的办法是让本程序生成 (--key vault)。私钥随证书送来，放进保险库，不能放进 U盾；发出后没有收到可以保存的答复时，颁发机构可能已签发了证书而私钥丢失，pending 会说明次数 (lostAnswers)。申请先保存，再发送；参考号用 --reference，授权码用 --code-file 或 --code-stdin，服务器询问时才发送，不保存。收到的证书要与私钥、名称和信任锚相符才采用；颁发机构还在处理时申请继续等待，之后用 pending check。cmp 方案的做法相同，授权码只用来保护消息，不会发送。--json 的 value.pending 有 id、subject、algorithm、profile、state，manual 方案的 value.pem 是申请文件；est、cmp 方案收到证书时是 value.certificate；web 方案有 value.url，文件下载以后有 value.webEnrolment 和 value.file（path、kind、state）。',
      en: 'Applies for a certificate by the profile of an authority. A manual profile: makes a key and a request (CSR), keeps both in the vault, then writes the file; without -o the text is shown, to be pasted into a page. What comes back goes in by pending import. The key is in the vault, or with --key token:SERIAL on a USB token, which it never leaves. A web profile: shows the official address, the steps and what will be asked; nothing is contacted. With --watch-folder DIR it waits for the certificate that the browser downloads there, recognises it and says how to import it, which completes the application; Ctrl+C ends the wait and keeps the application, as pending tells. An est profile: shows the host, then verifies that the server leads to the anchor of the authority (--anchor, or the certificate or fingerprint in the profile; without any it shows the fingerprints of the server and stops, exit code 8); the kind of key is what the server names, never below RSA 2048 and SHA-256; the authority can make the key as well (--key authority, or where the profile says so): it then knows the key, so that --accept-authority-key has to agree to that, which --yes does not; it is better to let this program make it (--key vault). Such a key comes with the certificate into the vault, never onto a token; where a request went out and no answer came that could be kept, the authority may have issued a certificate whose key is lost, and pending tells how often (lostAnswers). The request is kept, then sent; the reference number comes from --reference, the authorisation code from --code-file or --code-stdin, which goes out when the server asks for it and is kept nowhere. The certificate is taken when it has the key, the names and a valid path to the anchor; while the authority is working the request stays pending, for pending check. A cmp profile goes the same way; its code protects the messages and is not sent. With --json value.pending has id, subject, algorithm, profile and state, value.pem the request of a manual profile; a certificate that came over est or cmp is value.certificate; of a web profile value.url and, once its file came, value.webEnrolment and value.file (path, kind, state).',
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
      {
        line: 'certsteward enrol --profile est.json --subject "CN=Zhang San" --code-file code.txt --key authority --accept-authority-key',
        'zh-CN': '密钥由颁发机构生成，它知道这个私钥',
        en: 'the authority makes the key, and knows it',
      },
      {
        line: 'certsteward enrol --profile "My Bank" --watch-folder ~/Downloads',
        'zh-CN': '在官方网页上申请，等待下载',
        en: 'on the official page, waiting for the download',
      },
    ],
    exits: [exit.password, exit.unsupported, ...refusals, exit.verification],
    seeAlso: ['pending', 'pending check', 'pending import', 'profiles import', 'renew'],
  },
  'pending check': {
    description: {
      'zh-CN':
        '按 EST 方案再次询问一份申请的结果：发送同一份申请，颁发机构仍在处理时它继续等待。只有一份在等时可以不写 ID。要的选项与 enrol 相同，授权码不保存，每次都要给；服务器要求申请与连接绑定 (tls-unique) 时要用私钥再签一次，保险库要能打开，或插着 U盾 并给出 PIN。--json 的内容与 enrol 相同。',
      en: 'Asks again for the outcome of a request over EST: the same request is sent, and stays pending while the authority works on it. ID may be left out where only one waits. Takes the options of enrol; the code is not kept and has to be given each time. Where the server wants requests tied to the connection (tls-unique) the key signs once more: the vault has to open, or the token be plugged in with its PIN. --json answers as enrol does.',
    },
    examples: [
      {
        line: 'certsteward pending check 3f2a91bc --reference 8812 --code-file code.txt',
        'zh-CN': '带参考号和授权码',
        en: 'with a reference number and a code',
      },
    ],
    exits: [exit.password, exit.unsupported, ...refusals, exit.verification],
    seeAlso: ['enrol', 'pending'],
  },
  renew: {
    description: {
      'zh-CN':
        '更新一张证书，申请方案是当初申请时用的，或用 --profile 指定。est、cmp 方案：向颁发机构申请，名称与旧证书相同，密钥是新的，在旧密钥所在的地方；--key 可以换一处；颁发机构要求沿用旧密钥时加 --same-key（方案也可以这样规定）。私钥在保险库里时用旧证书登录；私钥在 U盾 里时不能用它登录（U盾 只签申请），要像第一次申请那样给出参考号和授权码。新证书通到信任锚、新私钥能签名，才会采用，旧证书随后显示为已被取代。然后把新证书安装到旧证书所在的每个浏览器和系统证书库，重新读取并用私钥签名测试，通过以后才从那里移除旧证书；没有通过的地方旧证书留着，并说明原因（退出码按第一个原因）。浏览器设有主密码时用 --store-password-file。加 --no-install 时只放进保险库。任何一步失败，旧证书照常可用；旧证书和它的私钥一直留在保险库里，用来解密以前的内容。中断后再运行一次就接着做；已经更新过的证书不会再申请，而是告知新证书并接着处理安装，确实要再申请一张时加 --another。web 方案：显示官方网址和更新的步骤，不联网，也不打开浏览器；这次更新会记下来，pending 会列出，窗口里也能接着办。下载的证书文件用 import 导入，放在哪里都可以：持有人、颁发者、用途与旧证书相同的新证书会办完它，旧证书显示为已被取代。名称会变时加 --watch-folder 文件夹，在那里等待下载，按 Ctrl+C 停止等待时更新会保留；同一张证书只记一次：换用另一个 --profile 时，新的一份代替在等待的那一份 (value.cancelled)，输出里会说明。manual 方案：生成新密钥和申请文件 (CSR)，名称与旧证书相同，写到 -o 或显示出来；已在等待的那一份会再写一次，不另生成密钥；答复用 pending import 导入，之后再运行一次 renew 就安装。--json 的内容与 enrol 相同，另有 value.renews（web 方案总有 value.webEnrolment）和 value.places：每项有 store、title、old、outcome（replaced、done、both、kept、token、not-tried）、code、proofs、restart。',
      en: 'Renews a certificate by the profile that it was applied for with, or by that of --profile. An est or cmp profile: asks for the same names with a new key, made where the old one is; --key names another place, --same-key keeps the old key where the authority demands that (the profile may say so, too). With the key in the vault it logs in with the old certificate; a key on a USB token signs requests and no login, so that the reference number and code are wanted as for the first certificate. The new one is taken when its path leads to the anchor and its key signs; then the old one shows as superseded. The new one then goes into every browser and system store that has the old one with its key, is read again and asked to sign there, and only where that passed the old one is removed; elsewhere the old one stays, with the reason (the exit code is that of the first). A browser with a primary password takes --store-password-file. With --no-install it goes into the vault alone. Whatever fails, the old one works on; the old certificate and its key stay in the vault, for what was encrypted with it. Run again after an interruption, it goes on where it was; for a certificate that was renewed already it asks for no other, tells of that one and goes on with installing it, unless --another says so. A web profile: shows the official address and the steps of renewal; nothing is contacted, and no browser is opened. The renewal is kept, listed by pending, and may be gone on with in the window. The file that was downloaded goes in by import, wherever it lies: a new certificate of the same holder, issuer and use ends the renewal, and the old one shows as superseded. Where its names will be others, --watch-folder DIR waits for the download there; Ctrl+C ends the wait and keeps the renewal, and one renewal waits for one certificate: begun by another --profile, it takes the place of the one that waits, and says so (value.cancelled). A manual profile: makes a new key and a request (CSR) for the same names, written by -o or shown; one that waits already is written once more, without another key. What comes back goes in by pending import, and renew once more installs it. --json answers as enrol does, with value.renews (of a web profile always value.webEnrolment) and value.places, each with store, title, old, outcome (replaced, done, both, kept, token, not-tried), code, proofs and restart.',
    },
    examples: [
      { line: 'certsteward renew 3f2a91bc --passphrase-file secret.txt', 'zh-CN': '一张证书', en: 'one certificate' },
      {
        line: 'certsteward renew 3f2a91bc --reference 8812 --code-file code.txt --pin-file pin.txt',
        'zh-CN': '私钥在 U盾 里',
        en: 'with the key on a USB token',
      },
      {
        line: 'certsteward renew 3f2a91bc --profile "My Bank" --watch-folder ~/Downloads',
        'zh-CN': '在官方网页上更新，等待下载',
        en: 'on the official page, waiting for the download',
      },
      {
        line: 'certsteward renew 3f2a91bc -o request.csr',
        'zh-CN': '写出申请文件',
        en: 'by a request file',
      },
      {
        line: 'certsteward renew 3f2a91bc --vault-token 0123456789abcdef --vault-pin-file vault-pin.txt',
        'zh-CN': '用 U盾 打开保险库',
        en: 'with the vault opened by a USB token',
      },
    ],
    exits: [exit.password, exit.unsupported, ...refusals, exit.verification],
    seeAlso: [
      'renew install',
      'enrol',
      'import',
      'pending',
      'pending check',
      'pending import',
      'check',
      'backup create',
    ],
  },
  'renew install': {
    description: {
      'zh-CN':
        '证书已经更新过（网页上办的、导入的、renew 中断的）时，把新证书放到旧证书所在的每个浏览器和系统证书库：先证明新证书有效、名称和用途相同、私钥能签名，再逐处安装、重新读取、签名测试，通过以后才移除旧证书。ID 是旧证书或新证书；要做什么按现在的情况看出来，可以重复运行。--with 指定由哪张证书取代 ID，例如颁发者换了名称时。--json 的 value.places 与 renew 相同。',
      en: 'Where a certificate was renewed already (on a web page, by an import, by a renew that was interrupted), puts the new one into every browser and system store that has the old one: the new one has to be valid, for the same names and uses, with a key that signs; then place by place it is installed, read again and asked to sign, and only then the old one is removed. ID is the old or the new certificate; what is left to do is seen from what is there, and it may be run again. --with names the certificate that takes the place of ID, as when the issuer has another name now. value.places of --json is that of renew.',
    },
    examples: [
      { line: 'certsteward renew install 3f2a91bc --passphrase-file secret.txt', 'zh-CN': '接着做', en: 'go on' },
      {
        line: 'certsteward renew install label:2025 --with label:2026 --passphrase-file secret.txt',
        'zh-CN': '指定新证书',
        en: 'by a certificate of your choice',
      },
    ],
    exits: [exit.password, exit.unsupported, ...refusals, exit.verification],
    seeAlso: ['renew', 'stores inventory', 'stores install', 'stores remove'],
  },
  revoke: {
    description: {
      'zh-CN':
        '证书遗失、被盗或私钥可能泄露时用。能吊销的只有 CMP：确认之后向颁发机构申请吊销，用这张证书自己的私钥签名，私钥不在了就用 --reference 和授权码；成功时退出码是 0。网页、申请文件和 EST 没有吊销的办法，这时它以 4 退出，脚本不会误以为已经吊销，并显示挂失单：向谁挂失、证书的序列号和颁发者、会要求您提供什么、它还在哪些地方；不联网。补办用 enrol --replaces。--kind 在保险库里登记发生了什么和登记的日子，list、show 会显示；登记后又换了新证书的，不再提醒到期。--undo 取消登记（退出码 0）。颁发机构取自申请时的方案，也可以用 --profile 指定。ID 不能是标签。--json 时 error.code 是 not-revoked，error.details 有 certificate、issuer、serial、kind、reportedAt、authority、host、verified、phone、email、url、sheet（逐行）、places。',
      en: 'For a certificate that is lost or stolen, or whose key may be known. CMP alone can revoke: after a confirmation the authority is asked to, signed by its own key, or with --reference and a code where that is gone; it ends with 0 then. A web page, a request file and EST have no way for it: it ends with 4, so that no script takes the certificate for revoked, and shows the contact sheet: whom to tell, serial number and issuer, what will be asked, where the certificate still lies; nothing is contacted. enrol --replaces applies for another one. --kind records in the vault what happened, with the day; list and show tell it, and once another certificate has taken its place its end is no reminder any more. --undo takes the record back (exit code 0). The authority is that of the profile it was applied for with, or --profile. ID is no label. With --json error.code is not-revoked, and error.details has certificate, issuer, serial, kind, reportedAt, authority, host, verified, phone, email, url, sheet (by line) and places.',
    },
    examples: [
      {
        line: 'certsteward revoke 3f2a91bc --kind stolen',
        'zh-CN': '被盗：登记，并显示向谁挂失',
        en: 'stolen: record it, and show whom to tell',
      },
      {
        line: 'certsteward revoke 3f2a91bc --kind lost --reference 4711 --code-file code.txt',
        'zh-CN': '通过 CMP 吊销，私钥已经不在了',
        en: 'revoke over CMP, the key being gone',
      },
      { line: 'certsteward revoke 3f2a91bc --undo', 'zh-CN': '找到了', en: 'it was found again' },
    ],
    exits: [exit.unsupported, ...refusals],
    seeAlso: ['scan', 'stores remove', 'backup restore', 'enrol'],
  },
  pending: {
    description: {
      'zh-CN':
        '列出证书申请：编号、日期、状态、算法、方案、持有人。已经在保险库里的证书会先与申请配对。在颁发机构网页上办理而还在等待文件的（在窗口里、用 enrol 或 renew 开始的）也列出：用 import 导入那个文件夹里新到的文件，办理就完成；更新证书的，导入持有人和颁发者与旧证书相同的新证书也一样。不需要任何密码。--json 的 value.webEnrolments 每项有 id、profile、purpose、renews、folder、startedAt，value.requests 每项有 id、state、subject、algorithm、profile、token、place、certificate、problem、createdAt。',
      en: 'Lists certificate requests: ID, day, state, algorithm, profile, subject. Certificates that have come into the vault are matched first. Applications on the page of an authority, begun in the window, by enrol or by renew, that still wait for their file are listed too: importing the new file of that folder ends them, and a renewal ends with a new certificate of the same holder and issuer from anywhere. Needs no secret. With --json each of value.webEnrolments has id, profile, purpose, renews, folder and startedAt, each of value.requests has id, state, subject, algorithm, profile, token, place, certificate, problem and createdAt.',
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
      'zh-CN':
        '删除一份申请和它的私钥，无法恢复；已与证书配对的私钥保留。没有终端时要加 --yes。编号属于还在等待文件的网页办理时，只是不再等待，不会询问。',
      en: 'Removes a request and its private key for good; a key that belongs to a certificate stays. Without a terminal --yes is needed. Where the ID is that of an application on a web page, its file is waited for no longer, and nothing is asked.',
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
