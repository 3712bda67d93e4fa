class Author < ApplicationRecord
  WEB = %r{^https?://[[:alnum:]][^\s<>"]*$}i

  has_many :posts, dependent: :destroy

  validates :name, presence: true, length: { maximum: 60 }
  validates :website, format: { with: WEB, multiline: true, message: "must be a web address" }, allow_blank: true
end
