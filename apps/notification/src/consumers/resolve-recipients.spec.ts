import type { Duty, Roster } from '@redress/delivery';
import { resolveRecipients } from './resolve-recipients';

const at = '2026-03-02T01:00:00.000Z';
const turn = (staffId: string, roles: Duty['roles'], changes: Partial<Duty> = {}): Roster['turns'][number] => ({
  status: 'assigned',
  duty: {
    entryId: `e-${staffId}`,
    staffId,
    personId: `p-${staffId}`,
    roles,
    locale: 'zh-CN',
    from: '2026-01-01T00:00:00.000Z',
    contact: { keyRef: `p-${staffId}`, sealed: 'v1.a.b.c' },
    ...changes,
  },
});
const roster: Roster = {
  turns: [
    turn('li', ['dutyManager', 'teamLead'], { locale: 'en' }),
    turn('wang', ['teamLead', 'handler']),
    turn('gone', ['teamLead'], { until: '2026-02-01T00:00:00.000Z' }),
  ],
};
const told = (addressees: Parameters<typeof resolveRecipients>[1]): string[] =>
  resolveRecipients(roster, addressees, at).map(({ staffId, role, locale }) => `${staffId} ${role} ${locale}`);

describe('the people behind the roles', () => {
  it('are those on duty now, each once, under the first role that reaches them', () =>
    expect(told({ tell: ['dutyManager', 'teamLead'] })).toEqual(['li dutyManager en', 'wang teamLead zh-CN']));
  it('are the handler of the case by name, on duty or not, known or not', () => {
    expect(told({ tell: ['handler'], handlerId: 'gone' })).toEqual(['gone handler zh-CN']);
    expect(told({ tell: ['handler'], handlerId: 'staff:li' })).toEqual(['li handler en']);
    expect(resolveRecipients(roster, { tell: ['handler'], handlerId: 'new' }, at)).toEqual([
      { staffId: 'new', locale: 'zh-CN', role: 'handler' },
    ]);
  });
  it('are whoever handles, while the case has no handler', () =>
    expect(told({ tell: ['handler'] })).toEqual(['wang handler zh-CN']));
  it('leave the handler out where the step does not mean him', () =>
    expect(told({ tell: ['dutyManager'], handlerId: 'wang' })).toEqual(['li dutyManager en']));
  it('are nobody where nobody holds a role', () =>
    expect(told({ tell: ['siteDirector', 'headquarters'] })).toEqual([]));
});
