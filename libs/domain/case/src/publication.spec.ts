import type { Sealed } from '@redress/kernel';
import { spec } from '@redress/testing';
import { publicationDecider, type PublicationEvent, type PublishResult, type WithdrawPublication } from './publication';

const given = spec(publicationDecider);
const complaintId = '0197f0c2-0000-7000-8000-000000000001';
const at = '2026-12-01T02:00:00.000Z';
const reason: Sealed = { keyRef: 'p-1', sealed: 'v1.iv.text.tag' };

const publish = (text = '餐厅已整改。', told = true): PublishResult => ({
  type: 'PublishResult',
  data: { complaintId, title: '餐厅卫生投诉', text, told, substantiated: true, category: 'food', at, by: 'staff:lead' },
});
const published = (publicationNo: number, text = '餐厅已整改。'): PublicationEvent => ({
  type: 'ResultPublished',
  data: {
    complaintId,
    title: '餐厅卫生投诉',
    text,
    substantiated: true,
    category: 'food',
    publicationNo,
    publishedAt: at,
    publishedBy: 'staff:lead',
  },
});
const withdraw: WithdrawPublication = {
  type: 'WithdrawPublication',
  data: { complaintId, reason, at, by: 'staff:lead' },
};
const withdrawn = (publicationNo: number): PublicationEvent => ({
  type: 'PublicationWithdrawn',
  data: { complaintId, publicationNo, withdrawnAt: at, withdrawnBy: 'staff:lead', reason },
});

describe('making public how a complaint was handled (R-106)', () => {
  it('waits until the complainant has been told', () => {
    given().when(publish()).then(published(1));
    given().when(publish('餐厅已整改。', false)).thenRefused('result-not-told');
  });
  it('takes the place of the last publication, and says nothing twice', () => {
    given(published(1)).when(publish('餐厅已整改，负责人已培训。')).then(published(2, '餐厅已整改，负责人已培训。'));
    given(published(1)).when(publish()).thenNothing();
  });
  it('can be taken back, once, and said again', () => {
    given().when(withdraw).thenRefused('publication-unknown');
    given(published(1)).when(withdraw).then(withdrawn(1));
    given(published(1), withdrawn(1)).when(withdraw).thenNothing();
    given(published(1), withdrawn(1)).when(publish()).then(published(2));
  });
});
