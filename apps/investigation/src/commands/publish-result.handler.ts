import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isInformed, type CaseFile, type PublishedText } from '@redress/case';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CaseFiles } from './case-file';
import { Publications } from './publications';

/** Makes public how a complaint was handled. */
export class PublishResultRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: PublishedText,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

/** What a case came to, as far as it may be said in public. */
const told = (stage: CaseFile['stage']) =>
  isInformed(stage) ? { told: true, substantiated: stage.substantiated } : { told: false, substantiated: false };

@CommandHandler(PublishResultRequest)
export class PublishResultHandler implements ICommandHandler<PublishResultRequest> {
  constructor(
    private readonly files: CaseFiles,
    private readonly publications: Publications,
  ) {}

  async execute({ complaintId, said: { title, text }, meta }: PublishResultRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const { stage } = await this.files.mayTouch(file, meta.actor);
    await this.publications.assertAnonymous(file, { title, text });
    const { category } = file.graded;
    const about = { ...told(stage), ...(category !== undefined && { category }) };
    const data = { complaintId, title, text, ...about, at: meta.occurredAt, by: meta.actor };
    return this.publications.commit(file, { type: 'PublishResult', data }, meta);
  }
}
