// What a camera reads from a QR code on the screen, by another program than the one that drew it.
import jsQR from "jsqr";

/** The text of the code in an element. `reader` is another page: the code's own policy lets no script in to look at it. */
export async function scan(element, reader) {
  const picture = await element.screenshot();
  const { width, height, data } = await reader.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    return { width: image.width, height: image.height, data: [...context.getImageData(0, 0, image.width, image.height).data] };
  }, `data:image/png;base64,${picture.toString("base64")}`);
  return jsQR(Uint8ClampedArray.from(data), width, height)?.data;
}
