/** What every chart shares: it takes its colours, its font and its direction from the page, and follows them. */

export interface Plot<Data> {
	/** Draws the data, unless it is what is drawn already. */
	draw(data: Data, isDimmed: boolean): void;
	destroy(): void;
}

/** The page as a canvas needs it. */
export interface Look {
	token(name: string): string;
	readonly font: { readonly family: string; readonly size: number };
	readonly isRightToLeft: boolean;
}

export function lookOf(canvas: HTMLCanvasElement): Look {
	const style = getComputedStyle(canvas);
	const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
	return {
		token: (name) => style.getPropertyValue(`--${name}`).trim(),
		font: { family: style.fontFamily, size: 0.75 * rem },
		isRightToLeft: style.direction === 'rtl',
	};
}

/** Calls when the theme, the direction or the font of the page has changed. Returns the undo. */
export function followPage(repaint: () => void): () => void {
	const theme = matchMedia('(prefers-color-scheme: light)');
	const attributes = new MutationObserver(repaint);
	let isGone = false;
	theme.addEventListener('change', repaint);
	attributes.observe(document.documentElement, { attributeFilter: ['data-theme', 'dir'] });
	// A canvas does not wait for its font as text does.
	void document.fonts.ready.then(() => !isGone && repaint());
	return () => {
		isGone = true;
		theme.removeEventListener('change', repaint);
		attributes.disconnect();
	};
}

/** As the page’s own hatch: a line every five pixels, drawn and not tiled, so that it is sharp on any screen. */
export function hatch(
	context: CanvasRenderingContext2D,
	{ left, top, width, height }: { left: number; top: number; width: number; height: number },
	colour: string,
): void {
	context.save();
	context.beginPath();
	context.rect(left, top, width, height);
	context.clip();
	context.beginPath();
	for (let x = left - height; x < left + width; x += 5) {
		context.moveTo(x, top + height);
		context.lineTo(x + height, top);
	}
	context.strokeStyle = colour;
	context.lineWidth = 1;
	context.stroke();
	context.restore();
}
