import { eventually, realServices, uniqueName } from '@redress/testing';
import { randomUUID } from 'node:crypto';
import { printedPages } from './spec-kit/printed-pages';
import { clerk, ProjectionUnderTest, type StaffClaims } from './spec-kit/projection-under-test';
import { at, SampleComplaint } from './spec-kit/sample-commits';
import { commitOf } from './spec-kit/sample-streams';

const path = '/api/v1/complaints';
const planner: StaffClaims = { staffId: 'p1', roles: ['planner'] };

describe('papers about a complaint, from the service', () => {
  let service: ProjectionUnderTest;
  beforeAll(async () => {
    service = await ProjectionUnderTest.start(realServices(), uniqueName('d'));
  }, 120_000);
  afterAll(() => service.stop(), 60_000);

  let count = 0;
  const made = (siteId = 'main'): SampleComplaint => {
    const one = new SampleComplaint(`MAIN-2026-${String(++count).padStart(6, '0')}-1`, siteId);
    service.owners.know(one.key);
    return one;
  };
  const publish = async (one: SampleComplaint): Promise<void> => {
    await service.publish(...one.commits.splice(0));
    await eventually(async () => expect((await service.get(`${path}/${one.id}`)).status).toBe(200));
  };
  const paper = async (one: SampleComplaint, name: string, staff?: StaffClaims, headers?: Record<string, string>) => {
    const { status, headers: said, bytes } = await service.download(`${path}/${one.id}/${name}`, staff, headers);
    expect([status, said.get('content-type')]).toEqual([200, 'application/pdf']);
    return { said, text: (await printedPages(bytes)).join('\n') };
  };
  const problem = async (url: string, staff: StaffClaims = clerk) => {
    const { status, body } = await service.get<{ readonly type: string }>(url, staff);
    return [status, body.type.split(':').at(-1)];
  };

  it('are files with names in both scripts, not to be kept by anybody between (R-015)', async () => {
    const one = made().registered(1).classified(2);
    await publish(one);
    const { said, text } = await paper(one, 'registration-form');
    expect(text).toContain('王女士');
    expect(said.get('content-disposition')).toBe(
      `attachment; filename="registration-form-${one.no}.pdf"; ` +
        `filename*=UTF-8''${encodeURIComponent('投诉登记表')}-${one.no}.pdf`,
    );
    expect(said.get('content-language')).toBe('zh-CN');
    expect(said.get('cache-control')).toBe('no-store');
    expect(said.get('x-content-type-options')).toBe('nosniff');
    const english = await paper(one, 'registration-form', clerk, { 'accept-language': 'en' });
    expect(english.text).toContain('Complaintregistrationform');
    expect(english.said.get('content-language')).toBe('en');
  });

  it('hide what the detail hides, from the same people (R-108)', async () => {
    const one = made().registered(1).classified(2).verified(3).accepted(4).assigned(5).investigated(6).naming(7, 'h9');
    await publish(one);
    for (const name of ['registration-form', 'investigation-report']) {
      const { text } = await paper(one, name, planner);
      expect(text).toContain(one.no);
      for (const hidden of ['王女士', '13800000000', one.text, '经查属实']) expect(text).not.toContain(hidden);
      const url = `${path}/${one.id}/${name}`;
      expect(await problem(url, { ...clerk, siteId: 'north' })).toEqual([404, 'complaint-unknown']);
      expect(await problem(url, { staffId: 'h9', roles: ['handler'] })).toEqual([404, 'complaint-unknown']);
      expect(await service.statusWithoutToken(url)).toBe(401);
    }
  });

  it('report on an investigation once there is a case, as a draft until there is a finding (R-044)', async () => {
    const one = made().registered(1).classified(2);
    await publish(one);
    const url = `${path}/${one.id}/investigation-report`;
    expect(await problem(url)).toEqual([409, 'case-missing']);
    expect(await problem(`${path}/${randomUUID()}/investigation-report`)).toEqual([404, 'complaint-unknown']);
    await publish(one.verified(3).accepted(4).assigned(5));
    await eventually(async () => expect((await paper(one, 'investigation-report')).text).toContain('草稿'));
    await publish(one.investigated(6));
    await eventually(async () => expect((await paper(one, 'investigation-report')).text).toContain('经查属实'));
    expect((await paper(one, 'investigation-report')).text).not.toContain('草稿');
  });

  it('are not printed without the words while keys cannot be had, and say so of an erased person', async () => {
    const one = made().registered(1);
    service.owners.releasesKeys = false;
    await publish(one);
    const url = `${path}/${one.id}/registration-form`;
    expect(await problem(url)).toEqual([503, 'unavailable']);
    expect((await paper(one, 'registration-form', planner)).text).toContain('（保密）');
    service.owners.releasesKeys = true;
    service.owners.erase(one.key);
    await service.publish(one.erased(5));
    await eventually(async () => expect((await paper(one, 'registration-form')).text).toContain('（已依法删除）'));
  });

  it('call things what the plan calls them that governs the complaint', async () => {
    const published = (planVersion: number, zh: string) => {
      const categories = [{ id: 'service', zh: '服务', children: [{ id: 'food', zh }] }];
      const document = { metadata: { compiledBy: { zh: '云岭景区管理处' } }, categories };
      const data = { planId: 'complaint-emergency', planVersion, document, publishedBy: 'staff:p1' };
      const events = [
        {
          type: 'PlanPublished',
          schemaVersion: 1,
          data: { ...data, effectiveFrom: at(0), publishedAt: at(0), calendarRef: 'china@2026' },
        },
      ];
      const subject = '0197f0c2-5b1e-7c55-9d3e-2f6c1f0a9b11';
      const streamId = `plan-${subject}`;
      return commitOf({ siteId: 'main', context: 'planning', streamId, version: planVersion, subject }, 0, events);
    };
    await service.publish(published(1, '餐饮卫生'), published(2, '食品'));
    const one = made().registered(1).classified(2);
    await publish(one);
    await eventually(async () => expect((await paper(one, 'registration-form')).text).toContain('云岭景区管理处'));
    const { text } = await paper(one, 'registration-form');
    expect(text).toContain('餐饮卫生');
  });
});
