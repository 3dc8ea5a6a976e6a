import type { Sealed } from '@redress/kernel';
import type { Role } from '@redress/plan-rules';
import { spec } from '@redress/testing';
import { nobodyOnDutyDecider, type NobodyOnDuty, type RecordNobodyOnDuty } from './nobody-on-duty';
import {
  onDuty,
  rosterDecider,
  type AssignDuty,
  type Duty,
  type DutyAssigned,
  type DutyEnded,
  type EndDuty,
} from './roster';

const given = spec(rosterDecider);
const contact: Sealed = { keyRef: 'p-7', sealed: 'v1.iv.text.tag' };
const eight = '2026-12-01T00:00:00.000Z';
const noon = '2026-12-01T04:00:00.000Z';
const evening = '2026-12-01T10:00:00.000Z';
const duty = (entryId: string, changes: Partial<Duty> = {}): Duty => ({
  entryId,
  staffId: 'wang',
  personId: 'p-7',
  roles: ['dutyManager'],
  locale: 'zh-CN',
  from: eight,
  contact,
  ...changes,
});
const assign = (data: Duty): AssignDuty => ({ type: 'AssignDuty', data });
const assigned = (data: Duty): DutyAssigned => ({ type: 'DutyAssigned', data: { ...data, roles: [...data.roles] } });
const end = (entryId: string, at = noon): EndDuty => ({ type: 'EndDuty', data: { entryId, at } });
const ended = (entryId: string, endedAt = noon): DutyEnded => ({ type: 'DutyEnded', data: { entryId, endedAt } });

describe('roster', () => {
  it('takes a turn of duty', () =>
    given()
      .when(assign(duty('e1')))
      .then(assigned(duty('e1'))));
  it('takes it once, whatever the sealed bytes', () =>
    given(assigned(duty('e1')))
      .when(assign(duty('e1', { contact: { keyRef: 'p-7', sealed: 'v1.other.text.tag' } })))
      .thenNothing());
  it('does not take another turn under the same id', () =>
    given(assigned(duty('e1')))
      .when(assign(duty('e1', { staffId: 'li' })))
      .thenRefused('duty-id-taken'));
  it('needs a role', () =>
    given()
      .when(assign(duty('e1', { roles: [] })))
      .thenRefused('duty-without-roles'));
  it('ends after it begins', () => {
    given()
      .when(assign(duty('e1', { until: eight })))
      .thenRefused('duty-ends-before-it-begins');
    given()
      .when(assign(duty('e1', { until: noon })))
      .then(assigned(duty('e1', { until: noon })));
  });
  it('ends a turn', () =>
    given(assigned(duty('e1')))
      .when(end('e1'))
      .then(ended('e1')));
  it('ends it once', () =>
    given(assigned(duty('e1')), ended('e1'))
      .when(end('e1', evening))
      .thenNothing());
  it('cannot end an unknown turn', () => given().when(end('e1')).thenRefused('duty-unknown'));
});

describe('who is on duty', () => {
  const roster = (...events: (DutyAssigned | DutyEnded)[]) =>
    events.reduce(rosterDecider.evolve, rosterDecider.initial);
  const names = (of: ReturnType<typeof roster>, role: Role, at: string) =>
    onDuty(of, role, at).map(({ staffId }) => staffId);

  it('is nobody in an empty roster', () => expect(names(roster(), 'dutyManager', noon)).toEqual([]));
  it('includes the first instant and excludes the last', () => {
    const day = roster(assigned(duty('e1', { until: noon })));
    expect(names(day, 'dutyManager', '2026-11-30T23:59:59.999Z')).toEqual([]);
    expect(names(day, 'dutyManager', eight)).toEqual(['wang']);
    expect(names(day, 'dutyManager', '2026-12-01T03:59:59.999Z')).toEqual(['wang']);
    expect(names(day, 'dutyManager', noon)).toEqual([]);
  });
  it('excludes who was taken off, from that instant on', () => {
    const off = roster(assigned(duty('e1')), ended('e1'));
    expect(names(off, 'dutyManager', '2026-12-01T03:59:59.999Z')).toEqual(['wang']);
    expect(names(off, 'dutyManager', noon)).toEqual([]);
  });
  it('tells roles apart and counts a person once', () => {
    const many = roster(
      assigned(duty('e1', { roles: ['dutyManager', 'commander'] })),
      assigned(duty('e2', { staffId: 'li', roles: ['commander'] })),
      assigned(duty('e3', { roles: ['commander'] })),
    );
    expect(names(many, 'commander', noon)).toEqual(['wang', 'li']);
    expect(names(many, 'dutyManager', noon)).toEqual(['wang']);
    expect(names(many, 'siteDirector', noon)).toEqual([]);
  });
  it('gives the newest contact of a person', () => {
    const newer: Sealed = { keyRef: 'p-7', sealed: 'v1.newer.text.tag' };
    const many = roster(assigned(duty('e1')), assigned(duty('e2', { contact: newer })));
    expect(onDuty(many, 'dutyManager', noon).map((turn) => turn.contact)).toEqual([newer]);
  });
});

describe('nobody on duty', () => {
  const alarm = spec(nobodyOnDutyDecider);
  const gap = { complaintId: 'c-1', escalationId: 'c-1-default.acceptance.2.1' };
  const notice: RecordNobodyOnDuty = { type: 'RecordNobodyOnDuty', data: { ...gap, roles: ['dutyManager'], at: noon } };
  const noticed: NobodyOnDuty = { type: 'NobodyOnDuty', data: { ...gap, roles: ['dutyManager'], noticedAt: noon } };

  it('is noticed', () => alarm().when(notice).then(noticed));
  it('is noticed once', () => alarm(noticed).when(notice).thenNothing());
});
