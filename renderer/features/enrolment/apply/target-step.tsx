// SPDX-License-Identifier: Apache-2.0
import type { CaProfile } from '../../../../shared/schemas/enrolment/ca-profile.ts';
import type { KeyAlgorithm } from '../../../../shared/schemas/enrolment/key-algorithm.ts';
import type { Token } from '../../../../shared/schemas/token.ts';
import { annotationLimits } from '../../../../shared/schemas/certificates/annotation-limits.ts';
import { useText } from '../../../i18n/i18n.ts';
import { algorithmName } from '../../../../shared/domain/certificates/algorithm-name.ts';
import { useTokens } from '../../../state/tokens/tokens-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/fields/choice.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { SelectField } from '../../../ui/fields/select-field.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import { type ApplyForm, keyTypesOf, targetOf } from './apply-form.ts';
import { AuthorityKey } from './authority-key.tsx';
import { TokenChoice } from './token-choice.tsx';

export interface TargetStepProps {
  readonly profile: CaProfile;
  readonly form: ApplyForm;
  readonly onChange: (
    change: Pick<Partial<ApplyForm>, 'place' | 'algorithm' | 'target' | 'acceptsAuthorityKey' | 'tokenId'>,
  ) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

export function TargetStep({ profile, form, onChange, onBack, onNext }: TargetStepProps) {
  const { t } = useText();
  const isOnToken = form.target === 'token';
  const isAuthoritys = form.target === 'authority';
  const mustBeAuthoritys = targetOf(profile) === 'authority';
  const mustBeInVault = mustBeAuthoritys || profile.temporaryKey === true;
  const token = useTokens(({ tokens }) => tokens?.find(({ id, managed }) => id === form.tokenId && managed));
  const kinds = keyTypesOf(profile);
  const keyTypes = isOnToken && token ? kinds.filter((each) => generates(token, each)) : kinds;
  // Only EST servers can choose the algorithm, and a token may not support the server's choice.
  const asked = profile.protocol === 'est' && !isOnToken ? [{ value: 'auto', name: t('servers.auto') } as const] : [];
  const options = [...asked, ...keyTypes.map((each) => ({ value: each, name: algorithmName(each) }))];
  const [first] = options;
  const isReady = isAuthoritys ? form.acceptsAuthorityKey : !isOnToken || (token !== undefined && keyTypes.length > 0);
  const authoritys = {
    value: 'authority',
    name: t('servers.authorityKey.option'),
    help: t(mustBeAuthoritys ? 'servers.authorityKey.must' : 'servers.authorityKey.help'),
  } as const;
  return (
    <>
      <Choice
        look="cards"
        label={t('enrolment.wizard.target')}
        value={form.target}
        onChange={(target) => onChange({ target, algorithm: null })}
        options={[
          {
            value: 'vault',
            name: t('enrolment.wizard.vault'),
            help: t('enrolment.wizard.vaultHelp'),
            isDisabled: mustBeAuthoritys,
          },
          {
            value: 'token',
            name: t('enrolment.wizard.token'),
            help: t(
              mustBeAuthoritys
                ? 'servers.authorityKey.noToken'
                : mustBeInVault
                  ? 'enrolment.wizard.vaultOnly'
                  : 'enrolment.wizard.tokenHelp',
            ),
            isDisabled: mustBeInVault,
          },
          ...(profile.protocol === 'est' ? [authoritys] : []),
        ]}
      />
      {isAuthoritys && (
        <AuthorityKey
          isRequired={mustBeAuthoritys}
          isAccepted={form.acceptsAuthorityKey}
          onAccept={(acceptsAuthorityKey) => onChange({ acceptsAuthorityKey })}
        />
      )}
      {isOnToken && (
        <TokenChoice
          chosen={form.tokenId}
          onChoose={(chosen) =>
            onChange({
              tokenId: chosen.id,
              // The token may not support the profile's first key type.
              algorithm: kinds.find((each) => generates(chosen, each)) ?? null,
            })
          }
        />
      )}
      {isOnToken && token !== undefined && keyTypes.length === 0 && (
        <Notice tone="bad" urgent>
          <p>{t('servers.token.noKind')}</p>
        </Notice>
      )}
      {isReady && !isAuthoritys && options.length > 1 && first !== undefined && (
        <SelectField
          label={t('enrolment.wizard.algorithm')}
          value={form.algorithm ?? first.value}
          onChange={(algorithm) => onChange({ algorithm: algorithm === 'auto' ? null : algorithm })}
          options={options}
        />
      )}
      <TextField
        label={t('enrolment.wizard.place')}
        hint={t('enrolment.wizard.placeHint')}
        value={form.place}
        onChange={(place) => onChange({ place })}
        maxLength={annotationLimits.place}
      />
      <DialogActions>
        <div data-start>
          <Button onPress={onBack}>{t('common.back')}</Button>
        </div>
        <Button look="primary" onPress={onNext} isDisabled={!isReady} autoFocus>
          {t('common.next')}
        </Button>
      </DialogActions>
    </>
  );
}

function generates(token: Pick<Token, 'generates'>, kind: KeyAlgorithm): boolean {
  return token.generates.some((each) => each === kind);
}
