import { seal } from '@redress/personal-data';
import { SampleIntake } from './sample-intake';
import { at } from './sample-streams';

/** The case of a complaint as investigation would publish it. */
export class SampleCase extends SampleIntake {
  assigned(minute: number, handlerId = 'h1'): this {
    const opened = { CaseOpened: { openedAt: at(minute) } };
    const first = !this.has('case');
    const assigned = { CaseAssigned: { handlerId, assignedAt: at(minute), assignedBy: 'staff:t1' } };
    return this.append('investigation', 'case', minute, first ? { ...opened, ...assigned } : assigned);
  }

  /** The case names a member of staff. */
  naming(minute: number, staffId: string): this {
    const named = { staffId, namedAt: at(minute), namedBy: 'staff:t1' };
    return this.append('investigation', 'case', minute, { RespondentNamed: named });
  }

  /** Others work on the case too. */
  joinedBy(minute: number, ...staffIds: string[]): this {
    const members = staffIds.map((staffId) => ({ staffId, department: 'catering' }));
    return this.append('investigation', 'case', minute, {
      CaseTeamSet: { members, setAt: at(minute), setBy: 'staff:t1' },
    });
  }

  /** Supervision finds a problem, or has one solved. */
  supervised(minute: number, problemNo: number, isSolved = false): this {
    const words = seal(this.key, '三天无人联系');
    const found = { problemNo, kind: 'delay', foundAt: at(minute), foundBy: 'staff:a1', words };
    const solved = { problemNo, solvedAt: at(minute), solvedBy: 'staff:t1', words };
    const event: Record<string, object> = isSolved ? { ProblemSolved: solved } : { ProblemFound: found };
    return this.append('investigation', 'case', minute, event);
  }

  /** Evidence is on record, and was seen by somebody, or was withdrawn. */
  evidence(minute: number, evidenceNo: number, { seenBy = '', withdrawn = false } = {}): this {
    const evidenceId = `0197f0c2-0000-7000-8000-00000000000${evidenceNo}`;
    const said = { evidenceId, evidenceNo, kind: 'photo', source: 'complainant', mediaType: 'image/jpeg' };
    const collected = { collectedAt: at(minute), collectedBy: 'visitor', addedAt: at(minute), addedBy: 'visitor' };
    const added = { ...said, ...collected, sha256: 'a'.repeat(64), bytes: 1_000 };
    const viewed = { evidenceId, viewedAt: at(minute), viewedBy: seenBy, purpose: 'handling' };
    return this.append('investigation', 'evidence', minute, {
      ...(!seenBy && !withdrawn && { EvidenceAdded: added }),
      ...(seenBy && { EvidenceViewed: viewed }),
      ...(withdrawn && { EvidenceWithdrawn: { evidenceId, withdrawnAt: at(minute), withdrawnBy: 'staff:t1' } }),
    });
  }

  /** The investigation has begun. */
  begun(minute: number): this {
    const started = { startedAt: at(minute), startedBy: 'staff:h1' };
    return this.append('investigation', 'case', minute, { InvestigationStarted: started });
  }

  /** The account of a side is on record. */
  heard(minute: number, party: 'complainant' | 'respondent'): this {
    const act = { method: 'phone', party, obtained: true, actedAt: at(minute), findings: seal(this.key, '说明了经过') };
    const recorded = { recordedAt: at(minute), recordedBy: 'staff:h1' };
    return this.append('investigation', 'case', minute, { InvestigationActRecorded: { ...act, ...recorded } });
  }

  investigated(minute: number): this {
    const report = seal(this.key, '经查属实');
    const by = 'staff:h1';
    return this.append('investigation', 'case', minute, {
      InvestigationStarted: { startedAt: at(minute), startedBy: by },
      InvestigationCompleted: { completedAt: at(minute), completedBy: by, substantiated: true, report },
    });
  }

  proposed(
    minute: number,
    approverRole = 'siteDirector',
    measures: object[] = [{ kind: 'compensation', amountYuan: 1200 }],
    proposalNo = 1,
  ): this {
    return this.append('investigation', 'case', minute, {
      ResolutionPlanProposed: {
        proposalNo,
        proposedAt: at(minute),
        proposedBy: 'staff:h1',
        measures,
        description: seal(this.key, '赔偿并整改'),
        approverRole,
      },
    });
  }

  adopted(minute: number, proposalNo = 1): this {
    return this.append('investigation', 'case', minute, {
      ResolutionPlanAdopted: { proposalNo, adoptedAt: at(minute) },
    });
  }

  /** A measure of the plan is done. */
  carriedOut(minute: number, measureNo = 1): this {
    const done = { measureNo, completedAt: at(minute), completedBy: 'staff:h1', note: seal(this.key, '已退款') };
    return this.append('investigation', 'case', minute, { MeasureCompleted: done });
  }

  /** What everybody may read of it; without a text it is taken back. */
  published(minute: number, title?: string): this {
    const shown = { title, text: '餐厅已整改。', substantiated: true, category: 'food' };
    const event: Record<string, object> =
      title === undefined
        ? { PublicationWithdrawn: { withdrawnAt: at(minute), withdrawnBy: 'staff:l1', reason: seal(this.key, '有误') } }
        : { ResultPublished: { ...shown, publishedAt: at(minute), publishedBy: 'staff:l1' } };
    const [[type, data] = ['', {}]] = Object.entries(event);
    return this.append('investigation', 'publication', minute, { [type]: { publicationNo: 1, ...data } });
  }

  /** A compensation of the plan is offered. */
  offered(minute: number, offerNo = 1, amountYuan = 1200, of = { proposalNo: 1, measureNo: 1 }): this {
    const offer = { offerNo, ...of, amountYuan, form: 'refund', medium: 'phone', words: seal(this.key, '退还门票') };
    const made = { toldAt: at(minute), offeredAt: at(minute), offeredBy: 'staff:h1' };
    return this.append('investigation', 'case', minute, { CompensationOffered: { ...offer, ...made } });
  }

  /** The complainant takes the offer, or does not. */
  decided(minute: number, accepted: boolean, offerNo = 1): this {
    const answer = { offerNo, medium: 'web', answeredAt: at(minute), recordedBy: 'visitor' };
    const event: Record<string, object> = accepted ? { CompensationAccepted: answer } : { CompensationRefused: answer };
    return this.append('investigation', 'case', minute, event);
  }

  /** What was accepted reaches the complainant; of the plan that is carried out, its measure is done thereby. */
  issued(minute: number, offerNo = 1, measureNo?: number): this {
    const reference = seal(this.key, '流水号 TK-0017');
    const made = { issuedAt: at(minute), recordedAt: at(minute), issuedBy: 'staff:h1' };
    const done = { measureNo, completedAt: at(minute), completedBy: 'staff:h1', note: reference };
    return this.append('investigation', 'case', minute, {
      CompensationIssued: { offerNo, method: 'originalPayment', ...made, reference },
      ...(measureNo !== undefined && { MeasureCompleted: done }),
    });
  }

  informed(minute: number, more: object = {}): this {
    const feedback = { givenAt: at(minute), givenBy: 'staff:h1', feedback: seal(this.key, '已赔偿'), ...more };
    return this.append('investigation', 'case', minute, { FeedbackGiven: feedback });
  }

  /** The complainant was told the result and is to be called back. */
  informedUntil(minute: number, answerMinute: number, words = '已赔偿'): this {
    const times = { answerBy: at(answerMinute), callBackAt: at(answerMinute - 1) };
    const feedback = { givenAt: at(minute), givenBy: 'staff:h1', feedback: seal(this.key, words), ...times };
    return this.append('investigation', 'case', minute, { FeedbackGiven: feedback });
  }

  /** The complainant answers; not satisfied, the case is reopened. */
  answered(minute: number, satisfied: boolean, round = 1): this {
    const by = { recordedAt: at(minute), recordedBy: 'visitor' };
    const answer = { round, satisfied, medium: 'web', ...by };
    const next = { reopenedAt: at(minute), reopenedBy: 'visitor' };
    const reopened = { round: round + 1, cause: 'notSatisfied', stage: 'resolutionPlan', ...next };
    return this.append('investigation', 'case', minute, {
      SatisfactionRecorded: answer,
      ...(satisfied ? { CaseClosed: { closedAt: at(minute), closedBy: 'visitor' } } : { CaseReopened: reopened }),
    });
  }

  calledBack(minute: number, reached: boolean): this {
    const made = { madeAt: at(minute), recordedAt: at(minute), recordedBy: 'staff:c1' };
    return this.append('investigation', 'case', minute, {
      CallBackRecorded: { round: 1, medium: 'phone', reached, ...made },
    });
  }

  evaluated(minute: number, effective = true): this {
    const evaluation = { evaluatedAt: at(minute), evaluatedBy: 'staff:t1', effective };
    return this.append('investigation', 'case', minute, { OutcomeEvaluated: evaluation });
  }

  concluded(minute: number): this {
    const step = (data: Record<string, object>) => this.append('investigation', 'case', minute, data);
    step({
      ResolutionPlanApproved: { proposalNo: 1, approvedAt: at(minute), approvedBy: 'staff:d1' },
      ResolutionPlanAdopted: { proposalNo: 1, adoptedAt: at(minute) },
    });
    this.carriedOut(minute);
    this.informed(minute).evaluated(minute);
    return step({ CaseClosed: { closedAt: at(minute), closedBy: 'staff:t1' } });
  }
}
