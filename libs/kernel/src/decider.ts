/** A command or an event: a name and its data, nothing else. */
export interface Message<T extends string = string, D extends object = object> {
  readonly type: T;
  readonly data: Readonly<D>;
}

/** Any event, where only the shape matters. */
export type AnyEvent = Message;

/**
 * What a decider says to a command: the events that happened (none when the command changes nothing),
 * or a refusal with a reason out of a closed union and, where it helps a person, details.
 */
export type Decision<E extends AnyEvent, R extends string> =
  | { readonly ok: true; readonly events: readonly E[] }
  | { readonly ok: false; readonly refusal: R; readonly details?: Readonly<Record<string, unknown>> };

/** A pure decision core: no time, no ids, no I/O come from inside. */
export interface Decider<S, C extends AnyEvent, E extends AnyEvent, R extends string> {
  readonly initial: S;
  decide(command: C, state: S): Decision<E, R>;
  evolve(state: S, event: E): S;
}

/** The command is accepted and these events follow; with none, it changed nothing. */
export const happened = <E extends AnyEvent>(...events: E[]): { readonly ok: true; readonly events: readonly E[] } => ({
  ok: true,
  events,
});

/** The command is refused by a rule of the domain. */
export const refuse = <R extends string>(
  refusal: R,
  details?: Readonly<Record<string, unknown>>,
): { readonly ok: false; readonly refusal: R; readonly details?: Readonly<Record<string, unknown>> } =>
  details === undefined ? { ok: false, refusal } : { ok: false, refusal, details };

/** A refusal on its way out of the command side; HTTP maps it to problem+json, a consumer acknowledges it. */
export class CommandRefused extends Error {
  constructor(
    readonly refusal: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(`refused: ${refusal}`);
    this.name = 'CommandRefused';
  }
}

/** Makes the compiler prove that a switch is exhaustive. */
export const unreachable = (value: never): never => {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
};
