import { rosterDecider, type Roster, type RosterEvent } from '@redress/delivery';
import { standingTurnsOf, type StandingStaff } from './standing-turns';

const li: StandingStaff = {
  staffId: 'li',
  name: '李伟',
  roles: ['dutyManager', 'teamLead'],
  locale: 'zh-CN',
  email: 'li@site.example',
};
const empty = rosterDecider.initial;

/** The roster after a bootstrap. */
const after = (roster: Roster, member: StandingStaff): Roster => {
  const { outdated, wanted } = standingTurnsOf(roster, 'main', member);
  const events: RosterEvent[] = [
    ...outdated.map((entryId): RosterEvent => ({
      type: 'DutyEnded',
      data: { entryId, endedAt: '2026-03-02T01:00:00.000Z' },
    })),
    ...(wanted
      ? [
          {
            type: 'DutyAssigned',
            data: {
              ...wanted.duty,
              personId: 'p',
              roles: [...wanted.duty.roles],
              contact: { keyRef: 'p', sealed: 'v1.a.b.c' },
            },
          } satisfies RosterEvent,
        ]
      : []),
  ];
  return events.reduce((state, event) => rosterDecider.evolve(state, event), roster);
};
const open = (roster: Roster) =>
  roster.turns.filter(({ status }) => status === 'assigned').map(({ duty }) => duty.roles.join());

describe('a standing turn of duty', () => {
  it('is assigned once, with the contact', () => {
    const { wanted } = standingTurnsOf(empty, 'main', li);
    expect(wanted).toMatchObject({
      duty: { staffId: 'li', from: '1970-01-01T00:00:00.000Z' },
      contact: { name: '李伟', email: 'li@site.example' },
    });
    expect(standingTurnsOf(after(empty, li), 'main', { ...li, roles: [...li.roles].reverse() })).toEqual({
      outdated: [],
    });
  });
  it('gives way to another one when the roles change, and comes back as a new one', () => {
    const changed = after(after(empty, li), { ...li, roles: ['headquarters'] });
    expect(open(changed)).toEqual(['headquarters']);
    const back = after(changed, li);
    expect(open(back)).toEqual(['dutyManager,teamLead']);
    expect(new Set(back.turns.map(({ duty }) => duty.entryId)).size).toBe(3);
  });
  it('leaves turns that people assigned alone', () => {
    const roster: Roster = {
      turns: [
        {
          status: 'assigned',
          duty: {
            entryId: 'e',
            staffId: 'li',
            personId: 'p',
            roles: ['clerk'],
            locale: 'en',
            from: '2026-03-02T01:00:00.000Z',
            contact: { keyRef: 'p', sealed: 's' },
          },
        },
      ],
    };
    expect(standingTurnsOf(roster, 'main', li).outdated).toEqual([]);
  });
});
