import type { notices as en } from '../en/notices.ts';

export const notices: typeof en = {
	title: 'Makluman',
	fresh: (count) => `${count} baharu`,
	freshOrMore: (count) => `${count} atau lebih baharu`,
	isNew: 'baharu',
	markSeen: 'Tanda semua sudah dilihat',
	none: 'Yang dimaklumkan kedai kepada orangnya muncul di sini dengan sendirinya.',
	activity: 'Aktiviti',
	noActivity: 'Yang dilakukan orang di kedai muncul di sini sebaik sahaja kedai merekodkannya.',
	nobody: 'tiada nama orang',
};
