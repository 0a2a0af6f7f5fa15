/** The button of an alert says by `aria-keyshortcuts` that this key presses it. */
const BUTTON = 'button[aria-keyshortcuts="a"]:not([aria-disabled="true"])';

/**
 * Presses the Acknowledge button that has the focus; otherwise puts the focus on that of the alert the focus is in, or of
 * the first one on the page, so that nobody answers what they have not seen. False when there is none to be seen.
 */
export function acknowledgeByKey(page: Document = document): boolean {
	const focused = page.activeElement;
	if (focused instanceof HTMLElement && focused.matches(BUTTON)) {
		focused.click();
		return true;
	}
	const own = focused?.closest('article')?.querySelector<HTMLElement>(BUTTON);
	const first = [...page.querySelectorAll<HTMLElement>(BUTTON)].find((button) => button.checkVisibility());
	const button = own ?? first;
	button?.focus();
	return button !== undefined;
}
