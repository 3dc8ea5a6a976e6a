export * from './contract';
export * from './shared';
export * from './intake/complaint.events';
export * from './investigation/case.events';
export * from './escalation/watch.events';
export * from './notification/delivery.events';
export * from './planning/plan.events';
export { assertPublishable, assertReadable, ContractViolation } from './validate';
export { schemaOf, type Schema } from './schemas';
