/** What Intl is asked for, and which way the text runs. */
export const locale = {
	/** For `lang`, and for the rules of plurals. */
	tag: 'en',
	/** The language’s own name for itself. */
	name: 'English',
	numbers: 'en',
	dates: 'en-GB',
	percent: (figure: string) => `${figure} %`,
	direction: 'ltr' as 'ltr' | 'rtl',
};
