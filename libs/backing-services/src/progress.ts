/** The backing services Redress stands on. */
export const serviceNames = ['kafka', 'mongod', 'redis'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Told what is being done for which service, in words for a person; called often. */
export type OnProgress = (service: ServiceName, text: string) => void;

/** For callers that show nothing. */
export const silently: OnProgress = () => undefined;
