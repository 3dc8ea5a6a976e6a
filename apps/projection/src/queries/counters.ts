/** The counters of a site as clients get them. */
export interface Counters {
  readonly siteId: string;
  readonly total: number;
  readonly open: number;
  readonly unassigned: number;
  readonly suspectedSevere: number;
  readonly withoutContact: number;
  readonly byStatus: Record<string, number>;
  readonly byChannel: Record<string, number>;
  readonly openByStage: Record<string, number>;
  readonly openByLevel: Record<string, number>;
  readonly openByPriority: Record<string, number>;
  readonly openByCategory: Record<string, number>;
  readonly overdue: { readonly complaints: number; readonly byDeadline: Record<string, number> };
  readonly escalations: { readonly open: number; readonly raised: number; readonly acknowledged: number };
}

type Values = Readonly<Record<string, unknown>>;

const one = (values: Values, name: string): number => Number(values[name] ?? 0);

const nested = (values: Values, name: string): Values => (values[name] ?? {}) as Values;

/** Counters that came back to zero are as good as never counted. */
const group = (values: Values, name: string): Record<string, number> =>
  Object.fromEntries(
    Object.entries(nested(values, name))
      .filter(([, count]) => count !== 0)
      .map(([key, count]) => [key, Number(count)]),
  );

/** The counters of a site; all zero before anything was counted. */
export const countersOf = (siteId: string, found: { readonly values: Values } | undefined): Counters => {
  const values = found?.values ?? {};
  const overdue = nested(values, 'overdue');
  const escalations = nested(values, 'escalations');
  return {
    siteId,
    total: one(values, 'total'),
    open: one(values, 'open'),
    unassigned: one(values, 'unassigned'),
    suspectedSevere: one(values, 'suspectedSevere'),
    withoutContact: one(values, 'withoutContact'),
    byStatus: group(values, 'byStatus'),
    byChannel: group(values, 'byChannel'),
    openByStage: group(values, 'openByStage'),
    openByLevel: group(values, 'openByLevel'),
    openByPriority: group(values, 'openByPriority'),
    openByCategory: group(values, 'openByCategory'),
    overdue: { complaints: one(overdue, 'complaints'), byDeadline: group(overdue, 'byDeadline') },
    escalations: {
      open: one(escalations, 'open'),
      raised: one(escalations, 'raised'),
      acknowledged: one(escalations, 'acknowledged'),
    },
  };
};
