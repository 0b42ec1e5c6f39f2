"""Brings the English catalogue up to what the sources say; new texts stand untranslated."""

from resources.locale import catalogue

if __name__ == "__main__":
    translated = catalogue.english()
    translated.update(catalogue.gathered(), no_fuzzy_matching=True)
    translated.obsolete.clear()
    catalogue.write(translated)
    missing = [message.id for message in translated if message.id and not message.string]
    print(f"{len(translated)} texts, {len(missing)} to translate")
