import type { CallInput, CallOutput } from '../../shared/ipc/contract.ts';

/** Lets a call report where it is and be cancelled. */
export interface TokenRun {
  readonly signal: AbortSignal;
  progress(fraction: number | null, step: string): void;
}

type Call<N extends TokenCallName> = (
  input: CallInput<`tokens.${N}`>,
  run: TokenRun,
) => Promise<CallOutput<`tokens.${N}`>>;

export type TokenCallName =
  | 'modules'
  | 'typeModule'
  | 'allowModule'
  | 'forgetModule'
  | 'retryModule'
  | 'list'
  | 'follow'
  | 'useModule'
  | 'objects'
  | 'unlock'
  | 'lock'
  | 'manage'
  | 'changePin'
  | 'unblockPin'
  | 'initialise'
  | 'generate'
  | 'csr'
  | 'selfSign'
  | 'writeCertificate'
  | 'importIdentity'
  | 'delete'
  | 'testKey'
  | 'takeIn'
  | 'browsers'
  | 'registerModule';

/** USB tokens (T01-T11): one method per call of the contract; errors are those that the contract names. */
export type TokensService = { readonly [N in TokenCallName]: Call<N> } & {
  /** `null`: look at all of them. */
  onChange(listener: (tokenId: string | null) => void): void;
  close(): void;
};
