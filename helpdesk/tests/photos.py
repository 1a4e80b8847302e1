"""Photos and scans as telephones and scanners make them. Each function returns the bytes of one file.

Libraries for making them are imported inside the functions: only tests need them.
"""

import io

from helpdesk.tests.files import noisy_photo


def coloured_photo(colour, size=(800, 600), exif_orientation=1):
    """A photo of one colour, with a telephone's EXIF."""
    from PIL import Image

    image = Image.new("RGB", size, {"red": (220, 20, 20), "green": (20, 200, 20), "blue": (20, 20, 220)}[colour])
    exif = image.getexif()
    exif[0x0112] = exif_orientation
    exif[0x010F] = "KAMERA-RAHASIA"
    exif.get_ifd(0x8825)[1] = "S"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, quality=92)
    return out.getvalue()


def heic_photo(colour="blue", size=(640, 480)):
    """A HEIC photo as an iPhone writes it."""
    import pillow_heif
    from PIL import Image

    out = io.BytesIO()
    pillow_heif.from_pillow(Image.open(io.BytesIO(coloured_photo(colour, size)))).save(out, quality=80)
    return out.getvalue()


def page_picture(size=(1500, 2000), light=1.0, blur=0):
    """A page of letters on paper, as a telephone sees it (Pillow image)."""
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    page = Image.effect_noise(size, 14).convert("RGB").point(lambda value: min(255, value + 90))
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(36)
    for line in range(30):
        pen.text(
            (120, 120 + line * 60), f"Baris {line}: surat permohonan nama domain desa", fill=(20, 20, 30), font=font
        )
    if blur:
        page = page.filter(ImageFilter.GaussianBlur(blur))
    return page.point(lambda value: int(value * light)) if light != 1 else page


def page_photo(**facts):
    """The same as JPEG."""
    out = io.BytesIO()
    page_picture(**facts).save(out, "JPEG", quality=90)
    return out.getvalue()


def scanned_pdf(pages=2, program="reportlab", words=""):
    """A scan of over 4 MiB: each page one noisy picture, by reportlab, pillow or pikepdf; `words` are written upon each."""
    noisy = noisy_photo((1700, 2400), 92)
    out = io.BytesIO()
    if program == "pillow":
        from PIL import Image

        pictures = [Image.open(io.BytesIO(noisy)) for _page in range(pages)]
        pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], quality=92)
        return out.getvalue()
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(out)
    for number in range(pages):
        other = noisy + b"\x00" * number  # else the picture is written once for all pages
        canvas.drawImage(ImageReader(io.BytesIO(other)), 0, 0, 595, 842)
        for line, start in enumerate(range(0, len(words), 60)):
            canvas.drawString(40, 780 - 16 * line, words[start : start + 60])
        canvas.showPage()
    canvas.save()
    if program == "pikepdf":
        import pikepdf

        pdf, out = pikepdf.open(io.BytesIO(out.getvalue())), io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)
    return out.getvalue()


def signed(content):
    """The same PDF with a field that carries a digital signature (as far as its outside shows)."""
    import pikepdf

    pdf, out = pikepdf.open(io.BytesIO(content)), io.BytesIO()
    value = pikepdf.Dictionary(
        Type=pikepdf.Name.Sig, Filter=pikepdf.Name("/Adobe.PPKLite"), ByteRange=[0, 10, 20, 10], Contents=b"\x30"
    )
    field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="Tanda tangan", V=pdf.make_indirect(value))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[pdf.make_indirect(field)], SigFlags=3)
    pdf.save(out)
    return out.getvalue()
