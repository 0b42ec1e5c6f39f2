from dongan_training.printing.form import Entry, Form, draw_form
from tests.printing.reading import flat, page_texts


def test_a_form_keeps_every_line_over_as_many_pages_as_it_needs(tmp_path):
    long = "\n".join(f"第{number}行情况" for number in range(120))
    entries = (Entry("考场", "三楼"), Entry("情况", long), Entry("签名", "", 22))
    count = draw_form(tmp_path / "form.pdf", Form("记录表", "东安", entries))
    texts = page_texts(tmp_path / "form.pdf")
    assert count == len(texts) > 2
    whole = flat("".join(texts))
    assert [number for number in range(120) if f"第{number}行情况" not in whole] == []
