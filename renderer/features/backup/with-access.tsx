// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useEffect, useState } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { Backup } from '../../../shared/schemas/vault/backup.ts';
import type { Token } from '../../../shared/schemas/token.ts';
import { useText } from '../../i18n/i18n.ts';
import { tokenName } from '../../lib/text/token-name.ts';
import { refreshTokens, useTokens } from '../../state/tokens/tokens-store.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import { PinPane } from '../tokens/pins/pin-pane.tsx';
import { ServerPassword } from './create/server-password.tsx';

export interface Access {
  readonly fields: ReactNode;
  readonly ready: boolean;
  /** Call only once per attempt, because it clears the PIN field. */
  take(): CallInput<'backups.verify'>['access'];
  /** Records a failure, which may leave the token at its last PIN try. */
  refused(error: AppError): void;
}

const free: Access = { fields: null, ready: true, take: () => null, refused: () => undefined };

export interface WithAccessProps {
  /** Null for a local file. `place` comes from the backup history. */
  readonly backup: Pick<Backup, 'kind' | 'place'> | null;
  readonly isDisabled: boolean;
  readonly children: (access: Access) => ReactNode;
}

export function WithAccess({ backup, isDisabled, children }: WithAccessProps) {
  if (backup?.kind === 'webdav') return <ServerAccess isDisabled={isDisabled}>{children}</ServerAccess>;
  if (backup?.kind === 'token') {
    return (
      <ConnectedToken serial={backup.place.replace(/^token:/, '')} isDisabled={isDisabled}>
        {children}
      </ConnectedToken>
    );
  }
  return children(free);
}

export function WithToken({
  token,
  wanted,
  ...rest
}: Inner & {
  readonly token: Token | undefined;
  readonly wanted: boolean;
  readonly autoFocus: boolean;
}) {
  if (token === undefined) return rest.children(wanted ? { ...free, ready: false } : free);
  return <TokenAccess key={token.id} token={token} {...rest} />;
}

type Inner = Omit<WithAccessProps, 'backup'>;

function ServerAccess({ isDisabled, children }: Inner) {
  const [password, setPassword] = useState('');
  const [remember, setRemember] = useState(false);
  return children({
    fields: (
      <ServerPassword
        password={password}
        remember={remember}
        optional
        isDisabled={isDisabled}
        onPassword={setPassword}
        onRemember={setRemember}
      />
    ),
    ready: true,
    take: () => ({ kind: 'webdav', password: password === '' ? null : password, remember }),
    refused: () => undefined,
  });
}

function ConnectedToken({ serial, isDisabled, children }: Inner & { readonly serial: string }) {
  const { t } = useText();
  const tokens = useTokens((state) => state.tokens);
  useEffect(() => void refreshTokens({ look: true }), []);
  // For a token without a serial number, the history holds the start of its id.
  const token =
    tokens?.find((each) => each.serial !== '' && each.serial === serial) ??
    tokens?.find((each) => each.serial === '' && serial.length === 16 && each.id.startsWith(serial));
  if (token !== undefined) {
    return (
      <TokenAccess key={token.id} token={token} isDisabled={isDisabled}>
        {children}
      </TokenAccess>
    );
  }
  return children({
    ...free,
    ready: false,
    fields: (
      <Notice
        tone="warn"
        title={t('backup.token.missing')}
        actions={<Button onPress={() => void refreshTokens({ look: true })}>{t('tokens.lookAgain')}</Button>}
      >
        <p>{t('backup.token.missingText', { serial })}</p>
      </Notice>
    ),
  });
}

function TokenAccess({ token, children, ...shown }: Inner & { readonly token: Token; readonly autoFocus?: boolean }) {
  const { t } = useText();
  return (
    <PinPane token={token} label={t('backup.token.pin', { name: tokenName(t, token) })} {...shown}>
      {({ fields, ready, take, refused }) =>
        children({
          fields,
          ready,
          refused,
          take() {
            const { pin, confirmedLastTry } = take();
            return { kind: 'token', tokenId: token.id, confirmedLastTry, ...(pin !== undefined && { pin }) };
          },
        })
      }
    </PinPane>
  );
}
