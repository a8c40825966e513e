// SPDX-License-Identifier: Apache-2.0
import type { ReplacedPlace, ReplacementProblem } from '../../../shared/schemas/enrolment/renewal.ts';
import type { Language } from '../../../shared/i18n/language.ts';

export interface RenewalTexts {
  readonly already: string;
  readonly alreadyElsewhere: string;
  readonly nowhere: string;
  readonly nothing: string;
  readonly onlyVault: string;
  readonly place: Readonly<Record<ReplacedPlace['outcome'], string>>;
  readonly restart: string;
  readonly again: string;
  readonly backUp: string;
  readonly replacementProblem: Readonly<Record<ReplacementProblem, string>>;
}

const zhCn: RenewalTexts = {
  already: '证书 {{old}} 已经更新过，新证书是 {{successor}}。如需再申请一张新证书，请给 renew 命令加上 --another。',
  alreadyElsewhere:
    '证书 {{old}} 已经更新过，新证书是 {{successor}}，但新证书的私钥不在保险库里，可能在 USB Key 里。如需再申请一张新证书，请给 renew 命令加上 --another。',
  nowhere: '旧证书没有安装在任何浏览器或系统里，因此没有需要替换的证书。',
  nothing: '没有新证书取代这张证书，这张证书取代的旧证书也没有安装在浏览器或系统里。',
  onlyVault: '新证书只在保险库里。请运行 certsteward renew install ID 替换浏览器里的旧证书。',
  place: {
    replaced: '{{store}}：新证书已安装并通过测试，旧证书已移除。',
    done: '{{store}}：只有新证书。',
    both: '{{store}}：新证书已安装，但旧证书没有移除。{{why}}',
    kept: '{{store}}：没有替换，旧证书照常可用。{{why}}',
    token: '{{store}}：私钥在 USB Key 里，请用这个 USB Key 更新证书。',
    'not-tried': '{{store}}：尚未处理。{{why}}',
  },
  restart: '{{store}}：浏览器还在显示旧证书，请重新启动浏览器。',
  again: '解决上述问题后，请运行 certsteward renew install {{successor}}',
  backUp: '以前的备份不含新证书，请运行 certsteward backup create --to 文件夹',
  replacementProblem: {
    'other-names': '名称与旧证书不同',
    expired: '已过期',
    'self-signed': '自签名证书，不是机构签发的',
    'issuer-expired': '上级证书已过期',
    'chain-broken': '签名与保险库里的上级证书不符',
    'path-invalid': '证书不是这家机构签发的',
    'not-yet-valid': '尚未生效',
    revoked: '已被吊销',
    key: '私钥不匹配',
    'other-use': '缺少旧证书的部分用途',
  },
};

const en: RenewalTexts = {
  already:
    'Certificate {{old}} was already renewed. The new certificate is {{successor}}. To request a further certificate, add --another to the renew command.',
  alreadyElsewhere:
    'Certificate {{old}} was already renewed. The new certificate is {{successor}}, but its private key is not in the vault (the key may be on a USB key). To request a further certificate, add --another to the renew command.',
  nowhere:
    'The old certificate is not installed in any browser or system store, so the new one was not installed either.',
  nothing: 'This certificate has not been replaced, and no certificate it replaced is still installed.',
  onlyVault:
    'The new certificate is only in the vault. To replace the old one in browsers, run certsteward renew install ID.',
  place: {
    replaced: '{{store}}: new certificate installed and tested, old one removed.',
    done: '{{store}}: only the new certificate is installed.',
    both: '{{store}}: new certificate installed, but the old one is still there. {{why}}',
    kept: '{{store}}: not replaced, the old certificate still works. {{why}}',
    token: '{{store}}: the key is on a USB key. Renew the certificate with that USB key.',
    'not-tried': '{{store}}: nothing changed yet. {{why}}',
  },
  restart: '{{store}}: restart the browser. It still shows the old certificate.',
  again: 'To try again, run certsteward renew install {{successor}}',
  backUp: 'Earlier backups do not include the new certificate. Run certsteward backup create --to DIR',
  replacementProblem: {
    'other-names': 'its names differ from those of the old certificate',
    expired: 'it has expired',
    'self-signed': 'it is self-signed, not issued by a CA',
    'issuer-expired': 'its issuer’s certificate has expired',
    'chain-broken': 'its signature does not match its issuer’s certificate in the vault',
    'path-invalid': 'this CA did not issue it',
    'not-yet-valid': 'it is not valid yet',
    revoked: 'it was revoked',
    key: 'its private key does not match',
    'other-use': 'it does not cover all uses of the old certificate',
  },
};

export const renewalTexts: Record<Language, RenewalTexts> = { 'zh-CN': zhCn, en };
