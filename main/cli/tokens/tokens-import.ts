// SPDX-License-Identifier: Apache-2.0
import { fillCounted } from '../output/counts.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { askPasswordOf } from '../certificates/password-of-file.ts';
import { tokenOfOption, pinOptions, tokenOptions } from './token-options.ts';
import { readPins } from './token-pins.ts';
import { labelOption } from '../runtime/shared-options.ts';
import { inSection } from '../runtime/options.ts';
import { secrets } from '../runtime/secret-options.ts';
import { unlockWithGivenPassphrase } from '../vault/unlock.ts';
import { envelopedDiagnoses } from '../../../shared/domain/imports/diagnosis-codes.ts';

export const tokensImportCommand = defineCommand({
  name: 'tokens import',
  summary: {
    'zh-CN': '把文件里的证书和私钥导入 USB Key 并测试签名',
    en: 'Copy a certificate and key from a file to a USB key, and test the key',
  },
  words: { name: 'FILE', count: [1, 1], files: true },
  options: {
    ...tokenOptions,
    label: labelOption,
    ...secrets('password'),
    ...inSection('unlock', secrets('passphrase')),
    ...pinOptions,
  },
  description: {
    'zh-CN':
      '把私钥、证书和中间证书导入 USB Key 并测试签名（YubiKey 等 PIV 设备和 SKF 不含中间证书）。不需要保险库。导入后，私钥不能再从 USB Key 导出。文件里没有私钥时，只导入证书。通过 SKF 只能导入证书和 SM2 加密私钥（包括机构发来的），不测试签名，并用 --label 指定签名私钥的名称。--json 的 value 有 token、file、objectId、sealed、certificates。',
    en: 'Copies the key, its certificate and intermediate certificates to the USB key and tests the key by signing. On a YubiKey (PIV) or through SKF, the intermediate certificates are left out. No vault is needed. Once copied, the key can never leave the USB key. If the file has no key, only certificates are copied. Through SKF, only certificates and SM2 encryption keys (including those sent by a CA) can be copied, and the key is not tested. For an encryption key, enter the label of its signing key with --label. With --json, value has token, file, objectId, sealed and certificates.',
  },
  examples: [
    {
      line: 'certsteward tokens import bank.p12 --token 0123456789abcdef --password-file p12.txt --pin-file pin.txt',
      'zh-CN': '一个 PKCS#12 文件',
      en: 'A PKCS#12 file',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['tokens manage', 'tokens objects'],
  async run(run) {
    const file = run.arguments.words[0] ?? '';
    const { services, output, language } = run;
    const draftId = await services.imports.addFile(file, 'command-line');
    try {
      const refusal = await openDraft(run, draftId, file);
      const token = await tokenOfOption(run);
      if (refusal !== null && token.standard !== 'skf') throw refusal;
      if (!token.managed) throw new AppError('token-not-managed');
      const pins = await readPins(run, token, { changes: true });
      const label = run.arguments.values['label'] ?? null;
      const done = await services.tokens.importDraft({ tokenId: token.id, draftId, label, ...pins });
      const text = tokenTexts[language];
      const imported = token.standard === 'skf' ? text.importedPair : text.imported;
      const count = done.certificates.length;
      output.value({ token: token.id, file, ...done }, [
        ...(done.objectId === null ? [] : [fillMessage(imported, { name: visibleText(label ?? file) })]),
        // A CA may send an encryption key without a certificate.
        ...(done.objectId !== null && count === 0
          ? []
          : [fillCounted(run.language, text.importedCertificates, { count })]),
      ]);
      return exit.done;
    } finally {
      services.imports.discard({ draftId });
    }
  },
});

/** Returns an error if only an SKF USB key that holds the signing key can open the file. */
async function openDraft(run: CommandRun, draftId: string, file: string): Promise<AppError | null> {
  const { imports } = run.services;
  let { report } = await imports.inspect({ draftId, password: await run.secrets.read('password') });
  if (report.diagnosis.code === 'needs-password') {
    const password = await askPasswordOf(run, file, { anotherFollows: true });
    if (password !== null) ({ report } = await imports.inspect({ draftId, password }));
  }
  if (envelopedDiagnoses.has(report.diagnosis.code)) {
    const vault = await run.services.vault.current();
    if (vault !== null && (await unlockWithGivenPassphrase(run, vault)))
      ({ report } = await imports.inspect({ draftId, password: null }));
  }
  const { code, algorithm = null, offset = null, possiblyDamaged = false } = report.diagnosis;
  if (code === 'opened') return null;
  const refusal = new AppError(code, { file, algorithm, offset, possiblyDamaged });
  if (imports.wrapped(draftId) === null) throw refusal;
  return refusal;
}
